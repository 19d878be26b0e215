//! FA102: the unit stands behind the number as well.
//! Class: a budget without a unit that counts.
//! Next: where does the unit stand, if not behind the number? "the unit stands before the `=`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 16;
    tag physics: mb = 8mb;
}

fn main() {}
