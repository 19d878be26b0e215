//! FA103: a frame ended inside a system, on the field that `alloc = ..` names.

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
