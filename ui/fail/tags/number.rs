//! FA104: a number as the tag.
//! Class: neither a text nor a type.
//! Next: is there a tag that is not a text, in place of `5`? "the path of a tag that is a type, such as `game::physics`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = 5)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
