//! FA102: a plan without a total.
//! Class: a budget left out.
//! Next: where do I write how much `game` has? "write `plan game: mb = 8`"

use framealloc::memory_plan;

memory_plan! {
    plan game;
    tag physics: mb = 2;
}

fn main() {}
