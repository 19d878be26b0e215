//! FA401: a `String` that is made from a literal, as an argument of a frame call.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_str(&String::from("body")).len()
}

fn main() {}
