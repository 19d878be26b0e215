//! FA601: the handle moved out of its frame guard.

use framealloc::{FrameGuard, SmartAlloc};

fn steal(frame: FrameGuard<'_>) -> SmartAlloc {
    *frame
}

fn main() {}
