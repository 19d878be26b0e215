//! FA206: a `#[transfer]` system that returns a reference.

use framealloc::{SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract<'w>(_alloc: &SmartAlloc, world: &'w [u32]) -> &'w [u32] {
    &world[1..]
}

fn main() {}
