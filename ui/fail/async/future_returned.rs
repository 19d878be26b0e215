//! FA601: a returned future that reads frame data when it is polled, after the frame.

use framealloc::{SmartAlloc, frame_system};

async fn load(size: &u32) -> u32 {
    *size
}

#[frame_system]
fn start<'a>(alloc: &'a SmartAlloc) -> impl Future<Output = u32> + 'a {
    let size = alloc.frame_alloc(4u32);
    load(size)
}

fn main() {}
