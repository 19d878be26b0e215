//! FA103: the attribute on a type.
//! Class: an attribute on something that is no function.
//! Next: what do I mark in place of `World`? "put it on the function that allocates"

use framealloc::frame_system;

#[frame_system]
struct World {
    bodies: u32,
}

fn main() {}
