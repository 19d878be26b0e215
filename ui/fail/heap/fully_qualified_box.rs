//! FA401: the whole path of `Box::new`, with its type argument.
//! Class: a box on the heap.
//! Next: what if the box has to live longer than the frame? "make it outside the system if it outlives the frame"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(*std::boxed::Box::<u32>::new(1))
}

fn main() {}
