//! FA103: `#[tag]` on a method that is no system.
//! Class: a helper attribute on a function that is no system.
//! Next: why does the tag of this method do nothing? "has no effect without `#[frame_system]`"

use framealloc::{SmartAlloc, tag};

struct World;

impl World {
    #[tag("physics")]
    fn step(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {}
