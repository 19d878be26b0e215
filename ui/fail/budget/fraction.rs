//! FA102: half a megabyte as a fraction.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(mb = 0.5)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
