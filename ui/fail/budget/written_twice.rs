//! FA103: two budgets for one system.
//! Class: the same thing said twice.
//! Next: are the 64 and the 128 kilobytes not added up? "keep one of them"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 64)]
#[budget(kb = 128)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
