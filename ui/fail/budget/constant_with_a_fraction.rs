//! FA102: the constant has a fraction.
//! Class: a value that is no whole number.
//! Next: which type must `SCRATCH_MB` have? "write a constant of an integer type"

use framealloc::{SmartAlloc, budget, frame_system};

const SCRATCH_MB: f32 = 0.5;

#[frame_system]
#[budget(mb = SCRATCH_MB)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
