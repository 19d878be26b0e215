//! FA102: the constant is true or false, and no number.
//! Class: a value that is no whole number.
//! Next: what does a constant for a budget look like? "such as `const SCRATCH_KB: usize = 64;`"

use framealloc::{SmartAlloc, budget, frame_system};

const LIMITED: bool = true;

#[frame_system]
#[budget(kb = LIMITED)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
