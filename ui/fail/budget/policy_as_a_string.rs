//! FA104: the policy is in quotes.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 64, policy = "warn")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
