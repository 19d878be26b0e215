//! FA101: the allocator is one half of a tuple parameter.
//! Class: the allocator is hidden inside another parameter or type.
//! Next: what may `count` take in place of the tuple? "add a parameter `alloc: &SmartAlloc`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count((alloc, first): (&SmartAlloc, u32)) -> u32 {
    *alloc.frame_alloc(first)
}

fn main() {}
