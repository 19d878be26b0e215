//! FA102: the budget is a constant that does not exist.
//! Class: a constant that does not exist.
//! Next: I do have a `SCRATCH_KB` somewhere, so what now? "Check the spelling, or import the constant"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = SCRATCH_KB)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
