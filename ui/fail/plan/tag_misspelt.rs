//! FA802: a tag of the plan is misspelt, so the compiler does not find it.
//! Class: a path that leads to no tag or system.
//! Next: I wrote no struct, so what is it that cannot be found? "No tag of that name is declared there"

use framealloc::{SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1;
}

#[frame_system(tag = game::phisics)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
