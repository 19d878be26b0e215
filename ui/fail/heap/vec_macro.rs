//! FA401: `vec![..]` with elements.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap, tag = "physics")]
fn step(alloc: &SmartAlloc) -> usize {
    let list = vec![1, 2, 3];
    alloc.frame_slice_copy(&list).len()
}

fn main() {}
