//! FA306: the listed system names its tag as a string, so it is no type that the plan could ask.
//! Class: something listed that is no system of the plan.
//! Next: `solve` is a frame system, so why is it only a function to the plan? "or one whose tag is a text"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [solve];
}

#[frame_system(tag = "physics")]
#[budget(kb = 256)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
