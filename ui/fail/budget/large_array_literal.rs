//! FA302: an array literal is larger than the budget.
//! Class: one allocation larger than the whole budget.
//! Next: the array is one byte too long, so what can I change? "raise it to `#[budget(bytes = 4097)]`, or allocate less at once"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 4)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_alloc([0u8; 4097]).len()
}

fn main() {}
