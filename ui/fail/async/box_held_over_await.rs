//! FA701: an async block that holds a `FrameBox` over an await.
//! Class: an await while frame data is still alive.
//! Next: `size` is dropped after the sleep; is that too late? "`drop(size)` before the await"

use framealloc::{SmartAlloc, frame_system};

async fn sleep() {}

fn run<F: Future>(_: F) {}

#[frame_system]
fn load(alloc: &SmartAlloc) {
    run(async {
        let size = alloc.frame_box(4u32);
        sleep().await;
        drop(size);
    });
}

fn main() {}
