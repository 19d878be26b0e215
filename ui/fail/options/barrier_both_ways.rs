//! FA103: the barrier as an option and, above it, as an attribute.
//! Class: given twice.
//! Next: do I remove the attribute or the option? "keep one of them"

use framealloc::{FrameBarrier, SmartAlloc, barrier, frame_system};

#[barrier(sync)]
#[frame_system(barrier = sync)]
fn step(alloc: &SmartAlloc, sync: &FrameBarrier) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
