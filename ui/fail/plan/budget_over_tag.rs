//! FA304: a system may use more than all systems of its tag.
//! Class: one system with more memory than its tag.
//! Next: how much may `solve` use at most, as the plan stands? "lower it to `kb = 128`"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 128 => [solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
