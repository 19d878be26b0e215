//! FA101: a system whose signature has no allocator at all.

use framealloc::frame_system;

#[frame_system]
fn count(bodies: &[u32]) -> usize {
    bodies.len()
}

fn main() {}
