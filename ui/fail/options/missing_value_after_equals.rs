//! FA104: nothing after `=`.
//! Class: option without its value.
//! Next: what is wrong before the comma? "`tag` has no value"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = , no_heap)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
