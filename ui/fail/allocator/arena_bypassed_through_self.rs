//! FA106: the body allocates through the field that the option names, past the arena it opened there.
//! Class: allocates past the system's own arena.
//! Next: how do I allocate in the system's arena instead? "write `memory.` for `self.memory.` in the body"

use framealloc::{SmartAlloc, frame_system};

struct World {
    memory: SmartAlloc,
}

impl World {
    #[frame_system(alloc = self.memory)]
    fn step(&self) -> &u32 {
        self.memory.frame_alloc(1)
    }
}

fn main() {}
