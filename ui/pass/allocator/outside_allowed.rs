//! FA106 must not be raised: the system says that it means the allocator outside, and another field is another allocator.

use framealloc::{SmartAlloc, frame_system};

struct World {
    memory: SmartAlloc,
    levels: SmartAlloc,
}

impl World {
    #[frame_system(alloc = self.memory, allow(FA106))]
    fn step(&self) -> &u32 {
        self.memory.frame_alloc(*memory.frame_alloc(1))
    }

    #[frame_system(alloc = self.memory)]
    fn load(&self) -> &u32 {
        self.levels.frame_alloc(*memory.frame_alloc(2))
    }
}

fn main() {
    let world = World { memory: SmartAlloc::default(), levels: SmartAlloc::default() };
    assert_eq!(*world.step() + *world.load(), 3);
}
