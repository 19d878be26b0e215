//! FA802: the path of a type without `TypedTag`, in the attribute form.
//! Class: type that is no tag.
//! Next: how does `tags::Physics` become a tag? "or implement `framealloc::TypedTag` for this type"

use framealloc::{SmartAlloc, frame_system, tag};

mod tags {
    pub enum Physics {}
}

#[tag(tags::Physics)]
#[frame_system]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
