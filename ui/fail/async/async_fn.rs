//! FA701: `#[frame_system]` on an `async fn`.
//! Class: an async function as a system.
//! Next: where does the code go that has to wait, if `load` may not be async? "make the async part a function of its own"

use framealloc::{SmartAlloc, frame_system};

async fn sleep() {}

#[frame_system]
async fn load(alloc: &SmartAlloc) -> u32 {
    let size = alloc.frame_alloc(4u32);
    sleep().await;
    *size
}

fn main() {}
