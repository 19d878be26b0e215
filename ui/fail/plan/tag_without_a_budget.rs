//! FA102: a tag with systems and without a budget.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics => [];
}

fn main() {}
