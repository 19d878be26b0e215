//! FA102: a tag with systems and without a budget.
//! Class: a budget left out.
//! Next: how do I say how much `physics` may use? "write `tag physics: mb = 2`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics => [];
}

fn main() {}
