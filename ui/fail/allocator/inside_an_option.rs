//! FA101: an allocator that may be absent.
//! Class: the allocator is hidden inside another parameter or type.
//! Next: the allocator may be absent, so where do I ask whether there is one? "take `alloc: &SmartAlloc`, and decide at the call"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count(alloc: Option<&SmartAlloc>) -> u32 {
    alloc.map_or(0, |alloc| *alloc.frame_alloc(1))
}

fn main() {}
