//! FA103: the attribute on a block of methods, as if it held for all of them.
//! Class: an attribute on something that is no function.
//! Next: must I write it again and again for the methods of `World`? "put it on each function in it that allocates"

use framealloc::{SmartAlloc, frame_system};

struct World;

#[frame_system(tag = "physics")]
impl World {
    fn step(&self, alloc: &SmartAlloc) -> u32 {
        *alloc.frame_alloc(1)
    }
}

fn main() {}
