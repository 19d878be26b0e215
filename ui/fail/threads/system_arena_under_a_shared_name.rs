//! FA201: the system's own arena, under the name of the `SharedAlloc` that it was opened on, shared with a thread.
//! Class: the allocator of one thread used on another.
//! Next: `alloc` is shared already, so what does the closure allocate from? "another thread allocates from a handle of its own"

use framealloc::{SharedAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SharedAlloc) {
    scoped(|| _ = alloc.frame_alloc(1u32));
}

fn main() {}
