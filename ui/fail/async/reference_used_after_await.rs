//! FA701: an async block that uses a frame reference on both sides of an await.
//! Class: an await while frame data is still alive.
//! Next: I still need the number after the await, so what do I keep? "copy the value first (`let size = *size;`)"

use framealloc::{SmartAlloc, frame_system};

async fn sleep() {}

fn run<F: Future>(_: F) {}

#[frame_system]
fn load(alloc: &SmartAlloc) {
    run(async move {
        let size = alloc.frame_alloc(4u32);
        sleep().await;
        *size += 1;
    });
}

fn main() {}
