//! FA103: a budget for a single parameter.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
fn step(#[budget(kb = 64)] alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
