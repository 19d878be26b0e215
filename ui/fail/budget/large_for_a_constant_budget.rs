//! FA302: the budget is a constant, and one allocation is larger.

use framealloc::{SmartAlloc, budget, frame_system};

const SCRATCH_KB: usize = 4;

#[frame_system]
#[budget(kb = SCRATCH_KB)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc([0u8; 8192]).len()
}

fn main() {}
