//! FA105: a policy in a plan.
//! Class: a line of the plan that says more than a plan can.
//! Next: where do I say that an allocation over the budget fails? "write it in a system's `#[budget(.., policy = fail)]`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2, policy = fail;
}

fn main() {}
