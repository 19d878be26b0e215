//! FA106: the allocator is reached by calling the method again.
//! Class: allocates past the system's own arena.
//! Next: what is the arena called in the body? "the arena of `step` is `memory`"

use framealloc::{SmartAlloc, frame_system};

struct World(SmartAlloc);

impl World {
    fn memory(&self) -> &SmartAlloc {
        &self.0
    }

    #[frame_system(alloc = self.memory())]
    fn step(&self) -> u32 {
        self.memory().with_tag("physics", |a| *a.frame_alloc(1))
    }
}

fn main() {}
