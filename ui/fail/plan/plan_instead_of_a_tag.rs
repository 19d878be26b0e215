//! FA802: the plan itself is no tag.
//! Class: a path that leads to no tag or system.
//! Next: what do I write after `game`? "Write one of its tags: `tag = game::physics`"

use framealloc::{SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1;
}

#[frame_system(tag = game)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
