//! FA102: the budget is a parameter, which is known only at run time.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(bytes = alloc.frame_number())]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
