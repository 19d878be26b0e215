//! FA201: the iterator of a `FrameVec`, which owns its memory, sent in its place.

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
