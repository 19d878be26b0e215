//! FA105 must not be raised: two tags of one name under opposite `cfg`s, a listed system under one, and documentation.

#![deny(missing_docs)]

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    /// What the game may use.
    pub plan game: mb = 1;
    /// Bodies.
    #[cfg(not(any()))]
    tag physics: kb = 64 => [solve, #[cfg(any())] missing];
    #[cfg(any())]
    tag physics: mb = 64;
}

#[frame_system(tag = game::physics)]
#[budget(kb = 64)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default().plan(game::PLAN));
    assert_eq!(solve(&alloc), 1);
    assert_eq!(game::PLAN.tags()[0].systems().len(), 1);
}
