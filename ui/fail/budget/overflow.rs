//! FA102: more bytes than there are addresses.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(mb = 99_999_999_999_999)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
