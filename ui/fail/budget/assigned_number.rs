//! FA102: the number is assigned to the attribute.
//! Class: a number without its unit.
//! Next: where does the 4 go, if I cannot assign it to `#[budget]`? "write it as `#[budget(kb = 4)]`, with `bytes`, `kb` or `mb`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget = 4]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
