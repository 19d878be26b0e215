//! FA102: a constant that turns out to be 0.

use framealloc::{SmartAlloc, budget, frame_system};

const SCRATCH_KB: usize = 3;

#[frame_system]
#[budget(kb = SCRATCH_KB / 4)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
