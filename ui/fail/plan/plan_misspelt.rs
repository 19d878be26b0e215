//! FA802: the plan of the tag is misspelt.
//! Class: a path that leads to no tag or system.
//! Next: is `gmae` a crate that I have to add? "The plan that the tag's path begins with does not exist here"

use framealloc::{SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1;
}

#[frame_system(tag = gmae::physics)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
