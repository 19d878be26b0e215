//! FA306: one system stands in a list twice, once under an imported name.
//! Class: something named or listed a second time.
//! Next: `relax` stands there once, so what is listed twice? "One system stands in the lists of a plan twice, under two names"

use framealloc::memory_plan;
use sim::solve as relax;

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [sim::solve, relax];
}

mod sim {
    use framealloc::{SmartAlloc, budget, frame_system};

    #[frame_system(tag = crate::game::physics)]
    #[budget(kb = 256)]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {}
