//! FA303: the tags together need more than the plan has.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 6;
    tag render: mb = 3;
}

fn main() {}
