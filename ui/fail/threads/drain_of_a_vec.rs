//! FA201: a `FrameVec` drained on another thread, in whose arena it does not live.

use framealloc::{SmartAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let mut route = alloc.frame_vec();
    route.extend([1u32, 2]);
    let steps = route.drain(..);
    scoped(move || drop(steps));
}

fn main() {}
