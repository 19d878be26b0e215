//! FA302: a slice of literal length is larger than the budget.
//! Class: one allocation larger than the whole budget.
//! Next: what if I do need the million bytes? "raise it to `#[budget(bytes = 1000000)]`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 4)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.frame_slice_fill(1_000_000, 0u8).len()
}

fn main() {}
