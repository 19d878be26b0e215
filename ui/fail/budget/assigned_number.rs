//! FA102: the number is assigned to the attribute.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget = 4]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
