//! FA101: two allocator parameters, and nothing says which of them carries the arena.
//! Class: two allocators and no choice between them.
//! Next: how do I choose `front` for the arena and leave `back` alone? "say which one: `#[frame_system(alloc = front)]`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn copy(front: &SmartAlloc, back: &SmartAlloc, bodies: &[u32]) -> usize {
    back.frame_slice_copy(front.frame_slice_copy(bodies)).len()
}

fn main() {}
