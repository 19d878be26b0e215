//! FA601 must not be raised: under `lifetime = frame` the result lives until the frame ends, and is used before that.

use framealloc::{AllocConfig, FrameVec, SmartAlloc, frame_system};

#[frame_system(lifetime = frame, tag = "visibility")]
fn visible<'a>(alloc: &'a SmartAlloc, ids: &[u32]) -> FrameVec<'a, u32> {
    let mut list = alloc.frame_vec();
    list.extend(ids.iter().filter(|id| **id != 2));
    list
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    {
        let list = visible(&alloc, &[1, 2, 3]);
        assert_eq!(list, [1, 3]);
    }
    alloc.end_frame();
}
