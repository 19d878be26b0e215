//! FA104: `#[barrier(..)]` gives the number of threads instead of the barrier.

use framealloc::{SmartAlloc, barrier, frame_system};

#[frame_system]
#[barrier(2)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
