//! FA105: a tag with the name of what has none.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag untagged: mb = 2;
}

fn main() {}
