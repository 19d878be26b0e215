//! FA306 must not be raised: a function in a module of its own name is listed by its path, and not imported.

use framealloc::{AllocConfig, SmartAlloc, memory_plan};

memory_plan! {
    plan game: mb = 1;
    tag physics: kb = 64 => [solve::solve];
}

mod solve {
    use framealloc::{SmartAlloc, budget, frame_system};

    #[frame_system(tag = crate::game::physics)]
    #[budget(kb = 64)]
    pub fn solve(alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(solve::solve(&alloc), 1);
}
