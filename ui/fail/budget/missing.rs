//! FA102: `#[budget]` without a number.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
