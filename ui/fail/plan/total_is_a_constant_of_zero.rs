//! FA102: the total is a constant that turns out to be 0.
//! Class: a budget that comes to nothing.
//! Next: what is wrong with a plan that starts from 0? "which leaves nothing to allocate"

use framealloc::memory_plan;

const TOTAL: usize = 0;

memory_plan! {
    plan game: mb = TOTAL;
    tag physics: mb = 2;
}

fn main() {}
