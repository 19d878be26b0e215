//! FA104: a misspelt budget on a listed system is the one mistake, and the plan says nothing of it.
//! Class: a budget without a unit that counts.
//! Next: what is the unit called, if not `kbs`? "did you mean `kb`?"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1 => [solve];
}

#[frame_system(tag = game::physics)]
#[budget(kbs = 256)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
