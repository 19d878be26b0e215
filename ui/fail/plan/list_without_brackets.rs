//! FA105: the systems of a tag without brackets.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 => broad_phase, solve;
}

fn main() {}
