//! FA101: a system whose signature has no allocator at all.
//! Class: no allocator is passed.
//! Next: what must `count` take besides `bodies`? "add a parameter `alloc: &SmartAlloc`"

use framealloc::frame_system;

#[frame_system]
fn count(bodies: &[u32]) -> usize {
    bodies.len()
}

fn main() {}
