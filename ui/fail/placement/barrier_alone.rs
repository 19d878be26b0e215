//! FA103: `#[barrier]` on a function that is no system.
//! Class: a helper attribute on a function that is no system.
//! Next: what is missing, so that `step` waits at the barrier? "add `#[frame_system]` to `step`"

use framealloc::{FrameBarrier, barrier};

#[barrier(sync)]
fn step(sync: &FrameBarrier) {
    let _ = sync;
}

fn main() {}
