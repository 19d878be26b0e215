//! FA601: the frame of all threads ended through an `Arc` that other threads may have, too.
//! Class: frame of all threads ended while others may use it.
//! Next: how do I share the allocator and still end its frame? "Keep the `SharedAlloc` where the frame ends and lend `&shared`"

use std::sync::Arc;

use framealloc::SharedAlloc;

fn frame(shared: Arc<SharedAlloc>) {
    shared.frame_alloc(1u32);
    shared.end_frame();
}

fn main() {}
