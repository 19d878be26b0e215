//! FA105: systems listed under the plan instead of a tag.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8 => [solve];
}

fn main() {}
