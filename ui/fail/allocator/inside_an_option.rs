//! FA101: an allocator that may be absent.
//! Class: the allocator is hidden inside another parameter or type.
//! Next: which parameter would be good enough, if an `Option` of one is not? "add a parameter `alloc: &SmartAlloc`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count(alloc: Option<&SmartAlloc>) -> u32 {
    alloc.map_or(0, |alloc| *alloc.frame_alloc(1))
}

fn main() {}
