//! FA601 must not be raised: the system works in a buffer of the caller's frame, whose memory is not the system's.

use framealloc::{AllocConfig, FrameVec, SmartAlloc, frame_system};

#[frame_system]
fn collect(alloc: &SmartAlloc, ids: &[u32], out: &mut FrameVec<'_, u32>) {
    let sorted = alloc.frame_slice_copy(ids);
    sorted.sort_unstable();
    out.extend_from_slice(sorted);
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    let frame = alloc.frame();
    let mut out = frame.frame_vec();
    collect(&frame, &[3, 1], &mut out);
    collect(&frame, &[7, 5], &mut out);
    assert_eq!(out, [1, 3, 5, 7]);
}
