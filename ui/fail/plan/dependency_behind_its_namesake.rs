//! FA306: the system has the name of a dependency, and brings a type of that name along.
//! Class: something named or listed a second time.
//! Next: how do I reach the dependency? "Write `::physics::..` for a dependency"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [framealloc_ui];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn framealloc_ui(alloc: &SmartAlloc) -> u32 {
    framealloc_ui::studio::solve(alloc)
}

fn main() {}
