//! FA102: gigabytes are no unit of a budget.
//! Class: a budget without a unit that counts.
//! Next: how do I give a tag a gigabyte? "`mb = 1024` is a gigabyte"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 2048;
    tag physics: gb = 1;
}

fn main() {}
