//! FA103 must not be raised: `lifetime = frame` with an allocator by reference lets the result live until the frame ends.

#![deny(warnings)]

use framealloc::{AllocConfig, FrameVec, SmartAlloc, budget, frame_system};

#[frame_system(lifetime = frame, tag = "render")]
#[budget(kb = 64)]
fn visible<'f>(alloc: &'f SmartAlloc, bodies: &[u32]) -> FrameVec<'f, u32> {
    let mut found = alloc.frame_vec();
    for body in bodies.iter().filter(|body| **body > 1) {
        found.push(*body);
    }
    found
}
#[frame_system(lifetime = frame)]
fn first(alloc: &SmartAlloc) -> &mut u32 {
    alloc.frame_alloc(1)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    assert_eq!((&visible(&alloc, &[1, 2, 3])[..], *first(&alloc)), (&[2, 3][..], 1));
    alloc.end_frame();
}
