//! FA102: a tag that nothing fits into.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 0;
}

fn main() {}
