//! FA701: a task that may outlive the frame, and reads frame data after an await.

use framealloc::{SmartAlloc, frame_system};

async fn sleep() {}

async fn grow(sizes: &mut [u32]) {
    sleep().await;
    sizes[0] += 1;
}

fn spawn<F: Future + Send + 'static>(_: F) {}

#[frame_system]
fn load(alloc: &SmartAlloc) {
    let sizes = alloc.frame_slice_copy(&[1u32, 2]);
    spawn(grow(sizes));
}

fn main() {}
