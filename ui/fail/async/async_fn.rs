//! FA701: `#[frame_system]` on an `async fn`.

use framealloc::{SmartAlloc, frame_system};

async fn sleep() {}

#[frame_system]
async fn load(alloc: &SmartAlloc) -> u32 {
    let size = alloc.frame_alloc(4u32);
    sleep().await;
    *size
}

fn main() {}
