//! FA701: a task that allocates when it is polled, from an arena that is gone by then.
//! Class: frame data in a task that may outlive the frame.
//! Next: what is wrong with `alloc` when the task runs at last? "The arena is emptied before that"

use framealloc::{SmartAlloc, frame_system};

async fn load(alloc: &SmartAlloc) {
    alloc.frame_alloc(4u32);
}

fn spawn<F: Future + 'static>(_: F) {}

#[frame_system]
fn start(alloc: &SmartAlloc) {
    spawn(load(alloc));
}

fn main() {}
