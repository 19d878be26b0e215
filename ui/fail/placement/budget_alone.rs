//! FA103: `#[budget]` on a function that is no system.

use framealloc::{SmartAlloc, budget};

#[budget(kb = 64)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
