//! FA104: a tag without a name.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = "")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
