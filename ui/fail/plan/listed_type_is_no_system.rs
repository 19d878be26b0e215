//! FA306: a type in the list that describes no system.

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [World];
}

struct World;

fn main() {}
