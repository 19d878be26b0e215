//! FA601: the frame of all threads ended through an `Arc` that other threads may have, too.

use std::sync::Arc;

use framealloc::SharedAlloc;

fn frame(shared: Arc<SharedAlloc>) {
    shared.frame_alloc(1u32);
    shared.end_frame();
}

fn main() {}
