//! FA601: the handle behind a frame guard replaced, so that the frame of another one would end.
//! Class: handle exchanged or taken from behind a guard.
//! Next: where do I start over with a new handle? "Replace the handle where it is owned, when no frame is open"

use framealloc::{FrameGuard, SmartAlloc};

fn restart(frame: &mut FrameGuard<'_>) {
    **frame = SmartAlloc::default();
}

fn main() {}
