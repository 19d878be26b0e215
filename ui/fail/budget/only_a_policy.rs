//! FA102: a policy for a budget that is not given.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(policy = warn)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
