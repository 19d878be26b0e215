//! FA306: a listed system is misspelt, so the compiler does not find it.
//! Class: a path that leads to no tag or system.
//! Next: I list functions, so what does a missing type mean? "A plan lists a name that nothing has"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [slove];
}

#[frame_system(tag = game::physics)]
#[budget(kb = 256)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
