//! FA302: two allocations, of which only the second is larger than the budget.
//! Class: one allocation larger than the whole budget.
//! Next: which of the two arrays is too large? "one allocation of 5000 bytes is larger than the whole budget"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 4)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc([0u8; 4096]).len() + alloc.frame_alloc([0u8; 5000]).len()
}

fn main() {}
