//! FA106 must not be raised: through the field the body asks, and makes what outlives the frame; it allocates in its arena.

use framealloc::{PoolBox, SmartAlloc, frame_system};

struct World {
    memory: SmartAlloc,
}

impl World {
    #[frame_system(alloc = self.memory)]
    fn step(&self) -> (u64, PoolBox<u32>) {
        let value = memory.frame_alloc(3u32);
        (self.memory.frame_number(), self.memory.pool_alloc(*value))
    }
}

fn main() {
    let world = World { memory: SmartAlloc::default() };
    let (frame, value) = world.step();
    assert_eq!((frame, *value), (0, 3));
}
