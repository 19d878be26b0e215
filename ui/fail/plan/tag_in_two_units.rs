//! FA102: a tag's budget in two units.
//! Class: a budget without a unit that counts.
//! Next: how do I write one and a half megabytes? "write the sum in the smaller one, as in `kb = 1024 + 512`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1, kb = 512;
}

fn main() {}
