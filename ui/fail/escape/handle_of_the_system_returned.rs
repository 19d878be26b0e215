//! FA601: the system's own handle, returned for others to allocate from.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn arena<'a>(alloc: &'a SmartAlloc) -> &'a SmartAlloc {
    alloc.frame_alloc(4u32);
    alloc
}

fn main() {}
