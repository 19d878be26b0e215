//! FA401: frame formatting of an argument that is formatted on the heap.

use framealloc::{SmartAlloc, frame_format, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, number: u32) -> usize {
    frame_format!(alloc, "body {}", number.to_string()).len()
}

fn main() {}
