//! FA401: an iterator is collected into a `Vec`.
//! Class: an iterator collected on the heap.
//! Next: which call takes the filtered bodies without `collect`? "`alloc.frame_slice_from_iter(..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, bodies: &[u32]) -> usize {
    let awake = bodies.iter().copied().filter(|body| *body > 0).collect::<Vec<_>>();
    alloc.frame_slice_copy(&awake).len()
}

fn main() {}
