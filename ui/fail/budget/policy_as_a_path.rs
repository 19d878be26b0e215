//! FA104: the policy is written as the type of the runtime.

use framealloc::{BudgetPolicy, SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 64, policy = BudgetPolicy::Fail)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
