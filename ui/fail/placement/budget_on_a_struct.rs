//! FA103: a helper on a type.

use framealloc::budget;

#[budget(kb = 64)]
struct World {
    bodies: u32,
}

fn main() {}
