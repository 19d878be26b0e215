//! FA102: the total is a bare number.
//! Class: a budget without a unit that counts.
//! Next: 8 of what, and how do I say so? "write `plan game: mb = 8`, with `bytes`, `kb` or `mb`"

use framealloc::memory_plan;

memory_plan! {
    plan game: 8;
    tag physics: mb = 2;
}

fn main() {}
