//! FA601: the system's own handle, returned for others to allocate from.
//! Class: the system's own arena returned from it.
//! Next: is this not the very `alloc` that I passed in? "In a system the allocator's name stands for that arena"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn arena<'a>(alloc: &'a SmartAlloc) -> &'a SmartAlloc {
    alloc.frame_alloc(4u32);
    alloc
}

fn main() {}
