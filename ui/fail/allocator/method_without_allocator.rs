//! FA101: a method that expects the macro to find the allocator in a field of `self`.
//! Class: the allocator is hidden inside another parameter or type.
//! Next: `self` holds an allocator, so how do I point the attribute at it? "name the field that holds it, `#[frame_system(alloc = self.alloc)]`"

use framealloc::{SmartAlloc, frame_system};

struct World {
    alloc: SmartAlloc,
}

impl World {
    #[frame_system]
    fn step(&self) -> u32 {
        *self.alloc.frame_alloc(1)
    }
}

fn main() {}
