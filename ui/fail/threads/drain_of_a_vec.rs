//! FA201: a `FrameVec` drained on another thread, in whose arena it does not live.
//! Class: what comes out of a frame vector moved to another thread.
//! Next: what do I hand over in place of a draining iterator? "call `into_transfer()` on the `FrameVec` itself, before `drain`"

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
