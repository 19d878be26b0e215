//! FA105: `tags` instead of `tag`.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tags physics: mb = 2;
}

fn main() {}
