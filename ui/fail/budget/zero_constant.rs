//! FA102: a constant that turns out to be 0.
//! Class: a budget of zero or less.
//! Next: the constant is not 0, so why is the budget, and what should it say? "write how much may be used"

use framealloc::{SmartAlloc, budget, frame_system};

const SCRATCH_KB: usize = 3;

#[frame_system]
#[budget(kb = SCRATCH_KB / 4)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
