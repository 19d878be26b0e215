//! FA101: `alloc = ..` names a field of another type, in a system whose results live until the frame ends.
//! Class: the `alloc` option names something that is no allocator.
//! Next: what belongs after `alloc =` instead of the number `world.bodies`? "Name a `SmartAlloc` or what derefs to one: `alloc = world.alloc`"

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
