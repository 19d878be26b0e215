//@ config: [tags]
//@ config: reserved = ["vr", "editor"]
//! Tags that are kept for later.

use framealloc::{SmartAlloc, frame_system, memory_plan};

memory_plan! {
    pub plan game: mb = 4;
    tag physics: mb = 1;
    tag vr: mb = 1;
    tag editor: kb = 128;
    tag photo_mode: kb = 128; //~ FA803
}

#[frame_system(tag = "physics")]
fn solve(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}
