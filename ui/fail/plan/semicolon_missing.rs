//! FA105: the `;` after a tag is missing.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2
    tag render: mb = 1;
}

fn main() {}
