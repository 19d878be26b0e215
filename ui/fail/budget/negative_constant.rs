//! FA102: a signed constant that is below zero.
//! Class: a budget of zero or less.
//! Next: what must `SCRATCH_KB` be? "write a constant that is positive"

use framealloc::{SmartAlloc, budget, frame_system};

const SCRATCH_KB: i32 = -4;

#[frame_system]
#[budget(kb = SCRATCH_KB)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
