//! FA103: a frame ended inside a system, on the field that `alloc = ..` names.
//! Class: the frame begun or ended inside a system.
//! Next: who ends the frame of `self.alloc`, if its own method may not? "call it where the systems are called"

use framealloc::{SmartAlloc, frame_system};

struct World {
    alloc: SmartAlloc,
}

impl World {
    #[frame_system(alloc = self.alloc)]
    fn step(&mut self) {
        alloc.frame_alloc(1u32);
        self.alloc.end_frame();
    }
}

fn main() {}
