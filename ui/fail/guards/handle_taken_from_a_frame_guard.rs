//! FA601: the handle moved out of its frame guard.
//! Class: handle exchanged or taken from behind a guard.
//! Next: how do I get a `SmartAlloc` that I may give away? "make one of its own with `for_thread()`"

use framealloc::{FrameGuard, SmartAlloc};

fn steal(frame: FrameGuard<'_>) -> SmartAlloc {
    *frame
}

fn main() {}
