//! FA306: a system names a tag whose list it is not in.
//! Class: a system whose tag does not list it.
//! Next: where do I add `broad_phase`? "add `broad_phase` to the list of `tag physics`"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn broad_phase(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
