//! FA104: a value whose option is not named.

use framealloc::{SmartAlloc, frame_system};

#[frame_system("physics")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
