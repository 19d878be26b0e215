//! FA802 must not be raised: the path of a tag in a module, as an attribute, and from the crate root.

#![deny(warnings)]

use framealloc::{AllocConfig, SmartAlloc, frame_system, tag};

mod game {
    pub mod tags {
        pub struct Render;
        impl framealloc::TypedTag for Render {
            const NAME: &'static str = "render";
        }
    }
}
use game::tags;

#[frame_system]
#[tag(tags::Render)]
fn short(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}
#[frame_system(tag = crate::game::tags::Render)]
fn long(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(2)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(short(&alloc) + long(&alloc), 3);
    alloc.end_frame();
    assert!(alloc.tag_stats("render").bytes > 0);
}
