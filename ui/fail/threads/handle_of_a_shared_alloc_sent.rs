//! FA201: this thread's handle, taken out of a `SharedAlloc`, sent where the `SharedAlloc` should go.
//! Class: the allocator of one thread used on another.
//! Next: what does the closure allocate from, if not from `mine`? "another thread allocates from a handle of its own"

use framealloc::{SharedAlloc, SmartAlloc};

fn scoped<F: FnOnce() + Send>(_: F) {}

fn start(shared: &SharedAlloc) {
    let mine: &SmartAlloc = shared;
    scoped(|| _ = mine.frame_alloc(1u32));
}

fn main() {}
