//! FA306: a type in the list that describes no system.
//! Class: something listed that is no system of the plan.
//! Next: what can a plan list, if not a type of mine? "a plan lists functions with `#[frame_system(tag = game::physics)]`"

use framealloc::memory_plan;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [World];
}

struct World;

fn main() {}
