//! FA101: the allocator is one half of a tuple parameter.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count((alloc, first): (&SmartAlloc, u32)) -> u32 {
    *alloc.frame_alloc(first)
}

fn main() {}
