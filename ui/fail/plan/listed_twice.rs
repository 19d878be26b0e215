//! FA306: one system stands in two lists.
//! Class: something named or listed a second time.
//! Next: which of the two lists keeps `solve`? "it stands under tag `physics` already"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [solve];
    tag render: mb = 1 => [solve];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
