//! FA104 must not be raised: every option at once, in any order, with a trailing comma.

#![deny(warnings)]

use framealloc::{AllocConfig, FrameBarrier, SmartAlloc, frame_system};

#[frame_system(
    allow(FA301, heap_in_frame_system), no_heap, barrier = sync, lifetime = frame, crate = framealloc, alloc = memory,
    tag = "physics",
)]
fn step<'f>(memory: &'f SmartAlloc, other: &SmartAlloc, sync: &FrameBarrier) -> &'f mut [u32] {
    memory.frame_slice_copy(&vec![*other.frame_alloc(1)])
}

fn main() {
    let make = || SmartAlloc::new(AllocConfig::default());
    assert_eq!(step(&make(), &make(), &FrameBarrier::new(1)), [1]);
}
