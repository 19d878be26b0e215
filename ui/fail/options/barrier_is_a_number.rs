//! FA104: `#[barrier(..)]` gives the number of threads instead of the barrier.
//! Class: something else where a barrier belongs.
//! Next: what goes there, if not the number of threads? "names a `FrameBarrier`, a `BarrierParticipant`, or what derefs to one"

use framealloc::{SmartAlloc, barrier, frame_system};

#[frame_system]
#[barrier(2)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
