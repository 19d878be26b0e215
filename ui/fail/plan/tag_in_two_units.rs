//! FA102: a tag's budget in two units.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1, kb = 512;
}

fn main() {}
