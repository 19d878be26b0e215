//! FA104 must not be raised: a tag is any text, as an option or as an attribute, raw or not.

use framealloc::{AllocConfig, SmartAlloc, frame_system, tag};

#[frame_system(tag = "physics: solver")]
fn option(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}
#[frame_system]
#[tag(r"physics/solver")]
fn attribute(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(option(&alloc) + attribute(&alloc), 3);
    alloc.end_frame();
    assert!(alloc.tag_stats("physics: solver").bytes > 0 && alloc.tag_stats("physics/solver").bytes > 0);
}
