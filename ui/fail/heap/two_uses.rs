//! FA401: two uses of the heap are two mistakes.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc) -> usize {
    let mut list = Vec::with_capacity(*alloc.frame_alloc(1));
    list.push(Box::new(1u32));
    list.len()
}

fn main() {}
