//! FA206: a `#[transfer]` system that returns a reference.
//! Class: borrowed data handed over.
//! Next: how do I send a part of `world`? "return owned data such as `String`, `Vec<_>` or `Box<_>`"

use framealloc::{SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract<'w>(_alloc: &SmartAlloc, world: &'w [u32]) -> &'w [u32] {
    &world[1..]
}

fn main() {}
