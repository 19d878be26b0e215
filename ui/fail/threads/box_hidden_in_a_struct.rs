//! FA201: a frame box three types deep in what the thread takes with it.
use framealloc::{FrameBox, SmartAlloc, frame_system};

struct Route<'a> {
    steps: FrameBox<'a, [u32; 16]>,
}

struct Job<'a> {
    route: Option<Route<'a>>,
}

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let job = Job { route: Some(Route { steps: alloc.frame_box([0u32; 16]) }) };
    scoped(move || drop(job));
}

fn main() {}
