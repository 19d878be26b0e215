//! FA101: `alloc = self.0` leaves the body without a name for the arena.
//! Class: the allocator has no name that the body can use.
//! Next: what may stand after `alloc =`, if a field with a number may not? "a parameter, a named field or a method"

use framealloc::{SmartAlloc, frame_system};

struct World(SmartAlloc);

impl World {
    #[frame_system(alloc = self.0)]
    fn step(&self) -> u32 {
        *self.0.frame_alloc(1)
    }
}

fn main() {}
