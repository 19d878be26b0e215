//! FA304: the tag has no list, and its budget still bounds the system's.
//! Class: one system with more memory than its tag.
//! Next: which of the two numbers do I change, and to what? "lower it to `kb = 128`, or raise the tag to `kb = 256`"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 128;
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
