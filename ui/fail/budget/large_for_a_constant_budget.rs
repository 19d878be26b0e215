//! FA302: the budget is a constant, and one allocation is larger.
//! Class: one allocation larger than the whole budget.
//! Next: how many kilobytes is `SCRATCH_KB`, and how many does the array need? "one allocation of 8 KiB is larger than the whole budget"

use framealloc::{SmartAlloc, budget, frame_system};

const SCRATCH_KB: usize = 4;

#[frame_system]
#[budget(kb = SCRATCH_KB)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc([0u8; 8192]).len()
}

fn main() {}
