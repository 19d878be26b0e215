//! FA101: `alloc = ..` names a field of another type, in a system whose results live until the frame ends.

use framealloc::{SmartAlloc, frame_system};

struct World {
    alloc: SmartAlloc,
    bodies: u32,
}

#[frame_system(alloc = world.bodies, lifetime = frame)]
fn step(world: &World) -> &mut u32 {
    world.alloc.frame_alloc(1)
}

fn main() {}
