//! FA701: a `FrameVec` that is not used after the await, and still alive: it is dropped at the end of the block.
//! Class: an await while frame data is still alive.
//! Next: nothing uses `list` after the await, so how do I get rid of it earlier? "`drop(list)` before the await"

use framealloc::{AllocError, SmartAlloc, frame_system};

async fn sleep() {}

fn run<F: Future>(_: F) {}

#[frame_system]
fn load(alloc: &SmartAlloc) {
    run(async {
        let mut list = alloc.try_frame_vec_with_capacity(4)?;
        list.push(1u32);
        sleep().await;
        Ok::<(), AllocError>(())
    });
}

fn main() {}
