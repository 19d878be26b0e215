//! FA306: the system runs under a tag of the same name, and that tag is another plan's.
//! Class: a system whose tag does not list it.
//! Next: both tags are called `physics`, so which one does `solve` run under? "it runs under `b::physics`"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan a: mb = 1;
    tag physics: kb = 64 => [solve];
}

memory_plan! {
    plan b: mb = 1;
    tag physics: kb = 64;
}

#[frame_system(tag = b::physics)]
#[budget(kb = 32)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
