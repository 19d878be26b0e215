//! Tags that are there for some targets only, with their systems.

use framealloc::{SmartAlloc, budget, frame_system, memory_plan};

memory_plan! {
    pub plan game: mb = 1;
    tag physics: kb = 64;
    #[cfg(target_os = "none")]
    tag vr: kb = 64;
}

#[frame_system(tag = game::physics)]
#[budget(kb = 64)]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn stats(alloc: &SmartAlloc) -> u64 {
    alloc.tag_stats(game::physics).bytes
}
