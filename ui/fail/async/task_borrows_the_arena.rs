//! FA701: a task that may outlive the frame, and reads frame data after an await.
//! Class: frame data in a task that may outlive the frame.
//! Next: how do I pass `sizes` to a task that may run after the frame? "Give the task a copy (`*value`, `to_vec()`"

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
