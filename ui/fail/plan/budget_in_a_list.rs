//! FA105: a budget in the list, which stands at the system.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 2 => [solve: kb = 64];
}

fn main() {}
