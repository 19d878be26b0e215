//! FA401: the whole path of `Box::new`, with its type argument.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(*std::boxed::Box::<u32>::new(1))
}

fn main() {}
