//! FA601: a return type that promises a `FrameVec` of the system's own arena.
//! Class: returned from the system.
//! Next: how do I hand the list to the caller? "write `#[frame_system(lifetime = frame)]` to let the result live until the frame ends"

use framealloc::{FrameVec, SmartAlloc, frame_system};

#[frame_system]
fn visible(alloc: &SmartAlloc) -> FrameVec<'_, u32> {
    let mut list = alloc.frame_vec();
    list.push(1);
    list
}

fn main() {}
