//! FA401: a number as a `String`.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, number: u32) -> usize {
    alloc.frame_str(&number.to_string()).len()
}

fn main() {}
