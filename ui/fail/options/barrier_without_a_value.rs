//! FA104: `#[barrier]` does not say which barrier.
//! Class: option without its value.
//! Next: how do I say which barrier is meant? "write `#[barrier(sync)]`"

use framealloc::{FrameBarrier, SmartAlloc, barrier, frame_system};

#[frame_system]
#[barrier]
fn step(alloc: &SmartAlloc, sync: &FrameBarrier) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
