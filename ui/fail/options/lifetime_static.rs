//! FA104: a lifetime that frame memory cannot have.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = static)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
