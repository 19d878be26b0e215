//! FA104: an option that resembles none of the known ones.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(priority = 3)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
