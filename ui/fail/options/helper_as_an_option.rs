//! FA104: a helper attribute is written as if it were an option.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = "physics", budget(kb = 64))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
