//! FA101: an allocator that may be absent.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count(alloc: Option<&SmartAlloc>) -> u32 {
    alloc.map_or(0, |alloc| *alloc.frame_alloc(1))
}

fn main() {}
