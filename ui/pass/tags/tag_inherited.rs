//! FA104 must not be raised: a system without a tag is accounted under the tag of its caller.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(tag = "physics")]
fn outer(alloc: &SmartAlloc) -> u32 {
    inner(alloc)
}
#[frame_system]
fn inner(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(outer(&alloc), 1);
    alloc.end_frame();
    assert!(alloc.tag_stats("physics").bytes > 0);
}
