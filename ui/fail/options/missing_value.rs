//! FA104: an option without its value.
//! Class: option without its value.
//! Next: what does the bare word `tag` lack? "`tag` takes a value"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
