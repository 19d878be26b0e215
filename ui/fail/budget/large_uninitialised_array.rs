//! FA302: reserving memory without writing it counts as well.
//! Class: one allocation larger than the whole budget.
//! Next: I only reserve the array, so how much of it is counted? "one allocation of 1001 bytes"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(bytes = 1000)]
fn step(alloc: &SmartAlloc) -> usize {
    size_of_val(alloc.frame_alloc_uninit::<[u8; 1001]>())
}

fn main() {}
