//! FA101: two allocator parameters, and nothing says which of them carries the arena.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn copy(front: &SmartAlloc, back: &SmartAlloc, bodies: &[u32]) -> usize {
    back.frame_slice_copy(front.frame_slice_copy(bodies)).len()
}

fn main() {}
