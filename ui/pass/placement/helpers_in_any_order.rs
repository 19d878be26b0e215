//! FA103 must not be raised: helpers stand above or below `#[frame_system]`, in every order.

#![deny(warnings)]

use framealloc::{AllocConfig, FrameBarrier, SmartAlloc, barrier, budget, frame_system, tag, transfer};

#[budget(kb = 64)]
#[tag("above")]
#[barrier(sync)]
#[transfer]
#[frame_system]
fn above(alloc: &SmartAlloc, sync: &FrameBarrier) -> u32 {
    *alloc.frame_alloc(1)
}
#[frame_system]
#[transfer]
#[barrier(sync)]
#[tag("below")]
#[budget(kb = 64)]
fn below(alloc: &SmartAlloc, sync: &FrameBarrier) -> u32 {
    *alloc.frame_alloc(2)
}
#[transfer]
#[budget(kb = 64)]
#[frame_system]
#[barrier(sync)]
#[framealloc::tag("around")]
fn around(alloc: &SmartAlloc, sync: &FrameBarrier) -> u32 {
    *alloc.frame_alloc(3)
}

fn main() {
    let (mut alloc, sync) = (SmartAlloc::new(AllocConfig::default()), FrameBarrier::new(3));
    assert_eq!(above(&alloc, &sync) + below(&alloc, &sync) + around(&alloc, &sync), 6);
    alloc.end_frame();
    assert!(alloc.report().systems.iter().all(|s| s.budget == Some(65_536) && s.transfers == 1));
    for tag in ["above", "below", "around"] {
        assert!(alloc.tag_stats(tag).bytes > 0, "{tag}");
    }
}
