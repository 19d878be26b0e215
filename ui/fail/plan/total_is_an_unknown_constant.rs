//! FA102: the total is a constant that does not exist.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = TOTAL_MB;
    tag physics: mb = 2;
}

fn main() {}
