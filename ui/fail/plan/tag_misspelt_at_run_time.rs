//! FA802: a misspelt tag of the plan, given to `with_tag`.
//! Class: a path that leads to no tag or system.
//! Next: do I have to declare `phisics`, or is it a slip of mine? "Check the spelling against the plan or module"

use framealloc::{SmartAlloc, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: mb = 1;
}

fn count(alloc: &SmartAlloc) -> u32 {
    alloc.with_tag(game::phisics, |a| *a.frame_alloc(1))
}

fn main() {}
