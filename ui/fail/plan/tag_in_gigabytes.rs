//! FA102: gigabytes are no unit of a budget.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 2048;
    tag physics: gb = 1;
}

fn main() {}
