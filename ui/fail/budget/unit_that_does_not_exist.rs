//! FA104: gigabytes are no unit of a budget.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(gb = 1)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
