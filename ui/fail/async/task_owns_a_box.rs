//! FA201: a task that takes a `FrameBox` with it, to whichever thread polls it.
use framealloc::{SmartAlloc, frame_system};

async fn sleep() {}

fn spawn<F: Future + Send + 'static>(_: F) {}

#[frame_system]
fn load(alloc: &SmartAlloc) {
    let size = alloc.frame_box(4u32);
    spawn(async move {
        sleep().await;
        drop(size);
    });
}

fn main() {}
