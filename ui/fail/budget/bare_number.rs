//! FA102: a number without a unit.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(256)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
