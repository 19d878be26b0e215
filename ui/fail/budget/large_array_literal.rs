//! FA302: an array literal is larger than the budget.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 4)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc([0u8; 4097]).len()
}

fn main() {}
