//! FA104: the value is in parentheses instead of after `=`.
//! Class: an option without `=` and its value.
//! Next: how do I give `kb` its number, if not in parentheses? "write `kb = 64`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb(64))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
