//! FA104: a policy that does not exist.
//! Class: an unknown policy.
//! Next: which policies are there, if `wran` is none? "a budget's policy is `fail` or `warn`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 64, policy = wran)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
