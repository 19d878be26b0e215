//! FA103 must not be raised: attributes may come through `cfg_attr`, above and below.

#![deny(warnings)]

use framealloc::{AllocConfig, SmartAlloc, budget, frame_system, tag};

#[cfg_attr(all(), frame_system)]
#[cfg_attr(all(), budget(kb = 64), tag("physics"))]
fn first(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}
#[cfg_attr(all(), budget(kb = 64))]
#[cfg_attr(all(), frame_system(tag = "physics"))]
fn second(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}
#[cfg_attr(any(), budget(kb = 0), tag(5))]
#[frame_system(tag = "physics")]
#[budget(kb = 64)]
fn third(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(3)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(first(&alloc) + second(&alloc) + third(&alloc), 6);
    alloc.end_frame();
    let report = alloc.report();
    assert_eq!(report.systems.iter().filter(|s| s.budget == Some(65_536)).count(), 3);
    assert_eq!(report.tags.len(), 1, "{report}");
}
