//! FA102: a budget that nothing fits into.
//! Class: a budget of zero or less.
//! Next: what do I write so that the one number fits that `step` allocates? "write how much may be used, such as `kb = 256`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 0)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
