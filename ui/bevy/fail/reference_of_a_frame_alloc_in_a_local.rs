//! FA601: a reference into the system's arena kept in a `Local`, to be used in the next frame.

use bevy_ecs::prelude::*;
use framealloc::FrameAlloc;

fn count(frame: FrameAlloc, mut kept: Local<Option<&'static mut u64>>) {
    if let Some(count) = &mut *kept {
        **count += 1;
    }
    *kept = Some(frame.frame_alloc(1));
}

fn main() {}
