//! FA101: `alloc = ..` names a value of another type.

use framealloc::{SmartAlloc, frame_system};

struct World {
    alloc: SmartAlloc,
}

#[frame_system(alloc = world)]
fn step(world: &World) -> u32 {
    *world.alloc.frame_alloc(1)
}

fn main() {}
