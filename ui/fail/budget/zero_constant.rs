//! FA102: a constant that turns out to be 0.
//! Class: a budget of zero or less.
//! Next: the constant is 3, so why is the budget 0? "integers are rounded down"

use framealloc::{SmartAlloc, budget, frame_system};

const SCRATCH_KB: usize = 3;

#[frame_system]
#[budget(kb = SCRATCH_KB / 4)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
