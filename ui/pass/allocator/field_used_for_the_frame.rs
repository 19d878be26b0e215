//! FA106 must not be raised: with `lifetime = frame` the field and the name are the same handle.

use framealloc::{SmartAlloc, frame_system};

struct World {
    memory: SmartAlloc,
}

impl World {
    #[frame_system(alloc = self.memory, lifetime = frame)]
    fn step(&self) -> &u32 {
        memory.frame_alloc(1u32);
        self.memory.frame_alloc(2)
    }
}

fn main() {
    let world = World { memory: SmartAlloc::default() };
    assert_eq!(*world.step(), 2);
}
