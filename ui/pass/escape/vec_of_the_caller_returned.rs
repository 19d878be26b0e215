//! FA601 must not be raised: the returned vector came in with the call and goes out again.

use framealloc::{AllocConfig, FrameVec, SmartAlloc, frame_system};

#[frame_system]
fn without_small<'a>(alloc: &SmartAlloc, mut list: FrameVec<'a, u32>) -> FrameVec<'a, u32> {
    let limit = alloc.frame_alloc(2u32);
    list.retain(|id| *id >= *limit);
    list
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let mut list = alloc.frame_vec();
    list.extend([1, 2, 3]);
    let kept = without_small(&alloc, list);
    assert_eq!(kept, [2, 3]);
    drop(kept); // a vector gives its memory back when it is dropped, so before the frame ends
    alloc.end_frame();
}
