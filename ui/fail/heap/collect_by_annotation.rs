//! FA401: the type of the variable, not of the call, says that a `Vec` is collected.
//! Class: an iterator collected on the heap.
//! Next: what can `awake` be instead of a `Vec`? "collect into frame memory: `alloc.frame_slice_from_iter(..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, bodies: &[u32]) -> usize {
    let awake: Vec<u32> = bodies.iter().copied().filter(|body| *body > 0).collect();
    alloc.frame_slice_copy(&awake).len()
}

fn main() {}
