//! FA102: the whole budget is one string.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget("64 kb")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
