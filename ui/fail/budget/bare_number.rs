//! FA102: a number without a unit.
//! Class: a number without its unit.
//! Next: 256 of what, and how do I say so? "write it as `#[budget(kb = 256)]`, with `bytes`, `kb` or `mb`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(256)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
