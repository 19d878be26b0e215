//! FA105: a call in the list, where a path was meant.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 => [solve()];
}

fn main() {}
