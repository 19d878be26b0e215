//! FA401: frame formatting of an argument that is formatted on the heap.
//! Class: a text on the heap.
//! Next: I do format into the frame, so what writes the number without a `String`? "pass the value itself: `frame_format!` writes it"

use framealloc::{SmartAlloc, frame_format, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, number: u32) -> usize {
    frame_format!(alloc, "body {}", number.to_string()).len()
}

fn main() {}
