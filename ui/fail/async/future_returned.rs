//! FA701: a returned future that reads frame data when it is polled, after the frame.
use framealloc::{SmartAlloc, frame_system};

async fn sleep() {}

#[frame_system]
fn load<'a>(alloc: &'a SmartAlloc) -> impl Future<Output = u32> + 'a {
    let size = alloc.frame_alloc(4u32);
    async move {
        sleep().await;
        *size
    }
}

fn main() {}
