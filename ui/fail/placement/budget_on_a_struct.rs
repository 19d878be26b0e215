//! FA103: a helper on a type.
//! Class: an attribute on something that is no function.
//! Next: if not a struct, what can have a budget? "move it to a function that is a `#[frame_system]`"

use framealloc::budget;

#[budget(kb = 64)]
struct World {
    bodies: u32,
}

fn main() {}
