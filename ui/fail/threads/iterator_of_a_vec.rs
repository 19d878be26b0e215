//! FA201: the iterator of a `FrameVec`, which owns its memory, sent in its place.
//! Class: what comes out of a frame vector moved to another thread.
//! Next: the iterator owns its numbers, so why can it not go along? "it lies in this thread's frame, and grows and is freed in this thread's arena"

use framealloc::{SmartAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let mut route = alloc.frame_vec();
    route.push(1u32);
    let steps = route.into_iter();
    scoped(move || drop(steps));
}

fn main() {}
