//! FA802: a type without `TypedTag`.
//! Class: type that is no tag.
//! Next: what counts as a tag, if not any type? "name a tag of a `memory_plan!`, such as `tag = game::physics`"

use framealloc::{SmartAlloc, frame_system};

enum Physics {}

#[frame_system(tag = Physics)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
