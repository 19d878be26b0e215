//! FA401: a number as a `String`.
//! Class: a text on the heap.
//! Next: what turns a number into a text in frame memory? "use `frame_format!(alloc, ..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, number: u32) -> usize {
    alloc.frame_str(&number.to_string()).len()
}

fn main() {}
