//! FA102: a plan without a total.

use framealloc::memory_plan;

memory_plan! {
    plan game;
    tag physics: mb = 2;
}

fn main() {}
