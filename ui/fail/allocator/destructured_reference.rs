//! FA101: a pattern on the allocator itself, which leaves the body no handle.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count(&ref alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
