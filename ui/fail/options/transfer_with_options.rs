//! FA104: `#[transfer]` has no options.

use framealloc::{SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer(copy)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
