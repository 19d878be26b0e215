//! FA103: `#[barrier]` on a function that is no system.

use framealloc::{FrameBarrier, barrier};

#[barrier(sync)]
fn step(sync: &FrameBarrier) {
    let _ = sync;
}

fn main() {}
