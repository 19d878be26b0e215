//! FA201: the allocator shared by reference with a scoped thread.
//! Class: the allocator of one thread used on another.
//! Next: a scoped thread ends in time, so how can it allocate something? "a handle of its own: `alloc.for_thread()`"

use framealloc::{SmartAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    scoped(|| _ = alloc.frame_alloc(1u32));
}

fn main() {}
