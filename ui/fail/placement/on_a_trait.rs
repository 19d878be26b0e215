//! FA103: the attribute on a trait, as if it held for every implementation.
//! Class: an attribute on something that is no function.
//! Next: how do I make every implementation of `Step` a system? "put it on the methods that implement the trait"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
pub trait Step {
    fn step(&self, alloc: &SmartAlloc) -> u32;
}

fn main() {}
