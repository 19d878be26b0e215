//! FA105: a tag that has a budget and no name.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag: mb = 2;
}

fn main() {}
