//! FA802 must not be raised: a type that implements `TypedTag`.

#![deny(warnings)]

use framealloc::{AllocConfig, SmartAlloc, TypedTag, frame_system};

enum Physics {}
impl TypedTag for Physics {
    const NAME: &'static str = "physics";
}

#[frame_system(tag = Physics)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(step(&alloc), 1);
    alloc.end_frame();
    assert!(alloc.tag_stats("physics").bytes > 0);
}
