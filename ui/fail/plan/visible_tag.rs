//! FA105: `pub` before a tag.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    pub tag physics: mb = 2;
}

fn main() {}
