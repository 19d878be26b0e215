//! FA102: the total is a bare number.

use framealloc::memory_plan;

memory_plan! {
    plan game: 8;
    tag physics: mb = 2;
}

fn main() {}
