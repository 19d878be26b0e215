//! FA103: the attribute on a trait, as if it held for every implementation.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
pub trait Step {
    fn step(&self, alloc: &SmartAlloc) -> u32;
}

fn main() {}
