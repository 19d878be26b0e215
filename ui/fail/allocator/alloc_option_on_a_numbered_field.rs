//! FA101: `alloc = self.0` leaves the body without a name for the arena.

use framealloc::{SmartAlloc, frame_system};

struct World(SmartAlloc);

impl World {
    #[frame_system(alloc = self.0)]
    fn step(&self) -> u32 {
        *self.0.frame_alloc(1)
    }
}

fn main() {}
