//! FA104: `barrier = ..` names a struct that holds the barrier, and not the barrier.
//! Class: something else where a barrier belongs.
//! Next: how do I name the barrier inside `world`? "`barrier = world.sync`"

use framealloc::{FrameBarrier, SmartAlloc, frame_system};

struct World {
    sync: FrameBarrier,
}

#[frame_system(barrier = world)]
fn step(alloc: &SmartAlloc, world: &World) -> u64 {
    *alloc.frame_alloc(world.sync.frames_completed())
}

fn main() {}
