//! FA401: `format!` makes a `String` on the heap.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, number: u32) -> usize {
    alloc.frame_str(&format!("body {number}")).len()
}

fn main() {}
