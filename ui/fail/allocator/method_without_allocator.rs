//! FA101: a method that expects the macro to find the allocator in a field of `self`.

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
