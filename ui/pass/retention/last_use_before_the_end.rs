//! FA601 must not be raised: the value itself is used for the last time before the frame ends.

use framealloc::{RetentionPolicy, SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn build(alloc: &SmartAlloc) -> framealloc::Retained<'_, [u32; 3]> {
    alloc.frame_retained([1, 2, 3], RetentionPolicy::PromoteToHeap)
}

fn main() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let mut tile = build(&alloc);
    tile.reverse();
    let (key, first) = (tile.key(), tile[0]);
    assert_eq!(first, 3);
    assert_eq!(alloc.end_frame_with_promotions().take_back(key), Some([3, 2, 1]));
}
