//! FA104: the policy is in quotes.
//! Class: an unknown policy.
//! Next: how do I name the policy without the quotes? "write `policy = warn`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 64, policy = "warn")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
