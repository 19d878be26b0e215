//! FA103: two budgets for one system.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 64)]
#[budget(kb = 128)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
