//! FA303: the listed systems together need more than their tag.
//! Class: more memory given out than there is.
//! Next: what do the 768 KiB consist of? "broad_phase 256 KiB + solve 512 KiB"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 512 => [broad_phase, solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::physics)]
#[budget(kb = 512)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
