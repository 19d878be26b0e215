//! FA102: `#[budget()]` without a number.
//! Class: no budget is given.
//! Next: what belongs between the parentheses? "write it as `#[budget(kb = 256)]`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget()]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
