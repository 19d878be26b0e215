//! FA102: the budget is a constant that does not exist.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = SCRATCH_KB)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
