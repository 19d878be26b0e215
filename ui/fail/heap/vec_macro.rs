//! FA401: `vec![..]` with elements.
//! Class: a vector on the heap.
//! Next: where do I put 1, 2 and 3, if not into `vec!`? "use `alloc.frame_vec()` or `alloc.frame_slice_copy(..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap, tag = "physics")]
fn step(alloc: &SmartAlloc) -> usize {
    let list = vec![1, 2, 3];
    alloc.frame_slice_copy(&list).len()
}

fn main() {}
