//! FA401: `format!` makes a `String` on the heap.
//! Class: a text on the heap.
//! Next: is there a `format!` for the frame? "use `frame_format!(alloc, ..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, number: u32) -> usize {
    alloc.frame_str(&format!("body {number}")).len()
}

fn main() {}
