//! FA201: the library's own vector, taken out of a `FrameVec`, sent in its place.

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
