//! FA306: a method in the list, which cannot be named as a type.
//! Class: something listed that is no system of the plan.
//! Next: how does a method get into the plan? "Leave the method out, since its tag's budget holds for it anyway"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [World::step];
}

struct World;

impl World {
    #[frame_system(tag = game::physics)]
    #[budget(kb = 128)]
    fn step(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {}
