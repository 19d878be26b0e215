//! FA306: a plain function in the list.
//! Class: something listed that is no system of the plan.
//! Next: `solve` is a function indeed, so what does it take to list it? "Put `#[frame_system(tag = game::physics)]` on the function"

use framealloc::{SmartAlloc, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [solve];
}

fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
