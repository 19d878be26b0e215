//! FA401: the heap is used in an argument of another macro.
//! Class: a text on the heap.
//! Next: how do I make a text of the number without `to_string()`? "use `frame_format!(alloc, ..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, number: u32) -> bool {
    matches!(alloc.frame_str(&number.to_string()).len(), 1 | 2)
}

fn main() {}
