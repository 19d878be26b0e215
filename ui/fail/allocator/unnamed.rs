//! FA101: an allocator that is passed but has no name.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn count(_: &SmartAlloc, bodies: &[u32]) -> usize {
    bodies.len()
}

fn main() {}
