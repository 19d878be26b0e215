//! FA601: the handle behind a frame guard replaced, so that the frame of another one would end.

use framealloc::{FrameGuard, SmartAlloc};

fn restart(frame: &mut FrameGuard<'_>) {
    **frame = SmartAlloc::default();
}

fn main() {}
