//! FA201: a task that takes a `FrameBox` with it, to whichever thread polls it.
//! Class: frame data in a task that another thread may run.
//! Next: `size` is a box and no vector, so what can I hand over? "take the value out, `FrameBox::into_inner(value)`, and hand it over"

use framealloc::{FrameBox, SmartAlloc, frame_system};

async fn sleep() {}

async fn load(size: FrameBox<'_, u32>) {
    sleep().await;
    drop(size);
}

fn spawn<F: Future + Send>(_: F) {}

#[frame_system]
fn start(alloc: &SmartAlloc) {
    spawn(load(alloc.frame_box(4u32)));
}

fn main() {}
