//! FA102: the budget is computed by a function that only runs with the program.
//! Class: a budget that only the running program knows.
//! Next: what do I use in place of `scratch_kb()`, or what must it become? "Write a number, a constant, or a `const fn`"

use framealloc::{SmartAlloc, budget, frame_system};

fn scratch_kb() -> usize {
    64
}

#[frame_system]
#[budget(kb = scratch_kb())]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
