//! FA104: a tag that is put together by a macro.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = concat!("phy", "sics"))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
