//! FA103: the attribute on a type.

use framealloc::frame_system;

#[frame_system]
struct World {
    bodies: u32,
}

fn main() {}
