//! FA104: the code is in quotes.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(allow("FA301"))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
