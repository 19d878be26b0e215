//! FA101: a pattern on the allocator itself, which leaves the body no handle.
//! Class: the allocator has no name that the body can use.
//! Next: how do I write the parameter without `&ref`? "give it a name: `alloc: &SmartAlloc`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count(&ref alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
