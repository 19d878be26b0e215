//! FA104 must not be raised: a barrier or a seat, by value, behind references, or in what derefs to one.

#![deny(warnings)]

use framealloc::{AllocConfig, BarrierParticipant, BarrierSource, FrameBarrier, SmartAlloc, barrier, frame_system};
use std::sync::Arc;

#[frame_system(barrier = sync)]
fn shared(alloc: &SmartAlloc, sync: &Arc<FrameBarrier>) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system]
#[barrier(sync)]
fn exclusive(alloc: &SmartAlloc, sync: &mut FrameBarrier) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(barrier = *seats.last().unwrap())]
fn computed(alloc: &SmartAlloc, seats: &[&BarrierParticipant]) -> u32 {
    *alloc.frame_alloc(1)
}

#[frame_system(barrier = seat, lifetime = frame)]
fn owned<'f>(alloc: &'f SmartAlloc, seat: Box<BarrierParticipant<'_>>) -> &'f mut u32 {
    alloc.frame_alloc(1)
}

#[frame_system(barrier = any)]
fn generic(alloc: &SmartAlloc, any: impl BarrierSource) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let mut sync = Arc::new(FrameBarrier::new(1));
    let mut sum = shared(&alloc, &sync) + Arc::get_mut(&mut sync).map_or(0, |sync| exclusive(&alloc, sync));
    assert_eq!(sync.frames_completed(), 2);
    let seat = sync.participant();
    sum += computed(&alloc, &[&seat]) + generic(&alloc, &seat) + generic(&alloc, &*sync);
    sum += *owned(&alloc, Box::new(seat));
    assert_eq!((sum, sync.frames_completed()), (6, 6));
}
