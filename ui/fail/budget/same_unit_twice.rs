//! FA102: one unit with two values.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 1, kb = 512)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
