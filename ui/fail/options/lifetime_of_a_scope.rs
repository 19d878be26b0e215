//! FA104: a lifetime that does not exist.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = scope)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
