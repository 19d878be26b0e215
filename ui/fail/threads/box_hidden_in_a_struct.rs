//! FA201: a frame box three types deep in what the thread takes with it.
//! Class: frame data moved to another thread inside some other type.
//! Next: which part of `job` is frame memory? "required for `FrameBox<'_, [u32; 16]>` to implement `Send`"

use framealloc::{FrameBox, SmartAlloc, frame_system};

struct Route<'a>(FrameBox<'a, [u32; 16]>);

enum Work<'a> {
    Follow(Route<'a>),
    Rest,
}

struct Job<'a>(Work<'a>);

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let job = Job(Work::Follow(Route(alloc.frame_box([0u32; 16]))));
    scoped(move || drop(job));
}

fn main() {}
