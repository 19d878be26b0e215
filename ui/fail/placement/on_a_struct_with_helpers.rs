//! FA103: all attributes on a type are one mistake, told once.
//! Class: an attribute on something that is no function.
//! Next: why can `World` not be a system, although it has a tag and a budget? "`#[frame_system]` belongs on a function"

use framealloc::{budget, frame_system, tag};

#[tag("physics")]
#[frame_system]
#[budget(kb = 64)]
struct World {
    bodies: u32,
}

fn main() {}
