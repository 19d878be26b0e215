//! FA102: a policy for a budget that is not given.
//! Class: no budget is given.
//! Next: what is missing beside the policy? "write how much it is for: `#[budget(kb = 256, policy = warn)]`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(policy = warn)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
