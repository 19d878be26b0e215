//! FA101: an allocator that is passed but has no name.
//! Class: the allocator has no name that the body can use.
//! Next: what goes in place of the `_`? "give it a name: `alloc: &SmartAlloc`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count(_: &SmartAlloc, bodies: &[u32]) -> usize {
    bodies.len()
}

fn main() {}
