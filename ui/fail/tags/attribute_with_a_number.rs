//! FA104: a number in `#[tag(..)]`.
//! Class: neither a text nor a type.
//! Next: what may stand in the parentheses instead of `5`? "a tag is a string literal or a type"

use framealloc::{SmartAlloc, frame_system, tag};

#[frame_system]
#[tag(5)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
