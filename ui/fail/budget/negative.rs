//! FA102: a budget below zero.
//! Class: a budget of zero or less.
//! Next: which numbers are allowed, if -4 is not? "write a positive whole number: `kb = 256`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = -4)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
