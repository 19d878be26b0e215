//! FA201: a `FrameVec` moved into a spawned thread.
//! Class: a frame value moved to another thread.
//! Next: what do I move into the thread in place of `route`? "hand it over with `into_transfer()`, which copies nothing"

use framealloc::{SmartAlloc, frame_system};

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let mut route = alloc.frame_vec();
    route.push(1u32);
    spawn(move || drop(route));
}

fn main() {}
