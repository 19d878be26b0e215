//! FA102: a budget below zero.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = -4)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
