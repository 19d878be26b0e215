//! FA601: a method that returns a reference into the arena it opened on its own field.
//! Class: returned from the system.
//! Next: `self` owns the allocator, so why does `best` not outlive the call? "which is emptied when it returns"

use framealloc::{SmartAlloc, frame_system};

struct World {
    alloc: SmartAlloc,
    bodies: Vec<u32>,
}

impl World {
    #[frame_system(alloc = self.alloc)]
    fn nearest(&self) -> &u32 {
        let best = alloc.frame_alloc(self.bodies[0]);
        best
    }
}

fn main() {}
