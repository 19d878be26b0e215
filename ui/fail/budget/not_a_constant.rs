//! FA102: the budget is a parameter, which is known only at run time.
//! Class: a budget that only the running program knows.
//! Next: what may the budget be, if not what `alloc` says? "write a number or a constant, such as `kb = 256`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(bytes = alloc.frame_number())]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
