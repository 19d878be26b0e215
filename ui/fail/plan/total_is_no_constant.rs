//! FA102: the total is computed by a function that only runs with the program.

use framealloc::memory_plan;

fn total() -> usize {
    8
}

memory_plan! {
    plan game: mb = total();
    tag physics: mb = 2;
}

fn main() {}
