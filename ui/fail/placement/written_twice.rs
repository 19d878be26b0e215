//! FA103: the attribute twice, with options here and there.
//! Class: one attribute written twice.
//! Next: how does `step` get a tag and `no_heap` at once? "put all options into the other"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = "physics")]
#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
