//! FA306: a listed system says no budget, so there is nothing to add up.
//! Class: a budget left out.
//! Next: how large a budget does `solve` need, and where? "put `#[budget(kb = 64)]` on `solve`, with what one call may use"

use framealloc::{SmartAlloc, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [solve];
}

#[frame_system(tag = game::physics)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
