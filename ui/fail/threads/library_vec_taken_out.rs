//! FA201: the library's own vector, taken out of a `FrameVec`, sent in its place.
//! Class: what comes out of a frame vector moved to another thread.
//! Next: which vector can I send, if not the library's own? "call `into_transfer()` on the `FrameVec` itself"

use framealloc::{SmartAlloc, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let mut route = alloc.frame_vec();
    route.push(1u32);
    let route = route.into_inner();
    scoped(move || drop(route));
}

fn main() {}
