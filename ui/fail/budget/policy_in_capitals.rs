//! FA104: the policy is written as the variant of `BudgetPolicy`.
//! Class: an unknown policy.
//! Next: how is `Fail` spelt here? "write `policy = fail`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 64, policy = Fail)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
