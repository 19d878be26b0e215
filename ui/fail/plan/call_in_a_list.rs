//! FA105: a call in the list, where a path was meant.
//! Class: a list of systems in the wrong form.
//! Next: how do I list `solve` without calling it? "write `solve` alone"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 => [solve()];
}

fn main() {}
