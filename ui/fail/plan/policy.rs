//! FA105: a policy in a plan.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2, policy = fail;
}

fn main() {}
