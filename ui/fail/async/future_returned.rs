//! FA601: a returned future that reads frame data when it is polled, after the frame.
//! Class: a value or a future kept after its frame.
//! Next: how can the future that `start` returns still read `size`? "let the results of a system live until the frame ends"

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
