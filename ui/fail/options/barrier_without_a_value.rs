//! FA104: `#[barrier]` does not say which barrier.

use framealloc::{FrameBarrier, SmartAlloc, barrier, frame_system};

#[frame_system]
#[barrier]
fn step(alloc: &SmartAlloc, sync: &FrameBarrier) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
