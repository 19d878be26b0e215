//! FA103: `#[tag]` on a method that is no system.

use framealloc::{SmartAlloc, tag};

struct World;

impl World {
    #[tag("physics")]
    fn step(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {}
