//! FA105: `->` before the list.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 -> [solve];
}

fn main() {}
