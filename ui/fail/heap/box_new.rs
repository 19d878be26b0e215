//! FA401: a box in a system that promised not to use the heap.
//! Class: a box on the heap.
//! Next: what do I write instead of `Box::new`? "use `alloc.frame_box(..)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc) -> u32 {
    let boxed = Box::new(*alloc.frame_alloc(1));
    *boxed
}

fn main() {}
