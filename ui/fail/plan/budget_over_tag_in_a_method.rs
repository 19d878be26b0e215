//! FA304: a method's budget is compared with its tag as well.
//! Class: one system with more memory than its tag.
//! Next: what does the tag need, so that `step` can keep its budget? "raise the tag to `kb = 129`"

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    plan game: mb = 8;
    tag physics: kb = 128;
}

struct World;

impl World {
    #[frame_system(tag = game::physics)]
    #[budget(kb = 128 + 1)]
    fn step(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {}
