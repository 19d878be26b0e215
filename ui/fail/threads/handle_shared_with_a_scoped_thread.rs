//! FA201: the allocator shared by reference with a scoped thread.

use framealloc::{SmartAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    scoped(|| _ = alloc.frame_alloc(1u32));
}

fn main() {}
