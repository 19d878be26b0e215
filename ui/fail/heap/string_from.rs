//! FA401: a `String` that is made from a literal, as an argument of a frame call.
//! Class: a text on the heap.
//! Next: how do I copy a literal into the frame without a `String`? "`alloc.frame_str(..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_str(&String::from("body")).len()
}

fn main() {}
