//! FA103: all attributes on a type are one mistake, told once.

use framealloc::{budget, frame_system, tag};

#[tag("physics")]
#[frame_system]
#[budget(kb = 64)]
struct World {
    bodies: u32,
}

fn main() {}
