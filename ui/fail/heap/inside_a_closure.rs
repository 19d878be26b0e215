//! FA401: the heap is used in a closure in a branch in a loop.
//! Class: a vector on the heap.
//! Next: what copies the elements without the heap? "`alloc.frame_slice_copy(..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, bodies: &[u32]) -> usize {
    let mut total = 0;
    for body in bodies {
        if *body > 1 {
            total += Some(*body).map_or(0, |body| alloc.frame_slice_copy(&[body].to_vec()).len());
        }
    }
    total
}

fn main() {}
