//! FA101: `alloc = ..` names a value of another type.
//! Class: the `alloc` option names something that is no allocator.
//! Next: `world` only holds an allocator, so how do I name that one? "`alloc = world.alloc`"

use framealloc::{SmartAlloc, frame_system};

struct World {
    alloc: SmartAlloc,
}

#[frame_system(alloc = world)]
fn step(world: &World) -> u32 {
    *world.alloc.frame_alloc(1)
}

fn main() {}
