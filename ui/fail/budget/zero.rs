//! FA102: a budget that nothing fits into.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 0)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
