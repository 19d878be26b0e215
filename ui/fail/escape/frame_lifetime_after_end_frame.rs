//! FA601: `lifetime = frame` lets a result leave the system, not the frame.
//! Class: used after the end of the frame.
//! Next: only the length is wanted after `end_frame`, so how does `list` go earlier? "`drop` the box or collection before the boundary"

use framealloc::{FrameVec, SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn visible(alloc: &SmartAlloc) -> FrameVec<'_, u32> {
    let mut list = alloc.frame_vec();
    list.push(1);
    list
}

fn frame(alloc: &mut SmartAlloc) -> usize {
    alloc.begin_frame();
    let list = visible(alloc);
    alloc.end_frame();
    list.len()
}

fn main() {}
