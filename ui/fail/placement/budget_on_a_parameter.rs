//! FA103: a budget for a single parameter.
//! Class: an attribute on something that is no function.
//! Next: where does the budget go, if not before `alloc`? "move it above the function"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
fn step(#[budget(kb = 64)] alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
