//! FA104: `#[tag]` does not say which tag.
//! Class: no name given.
//! Next: how do I say which tag? "`#[tag]` takes one value in parentheses"

use framealloc::{SmartAlloc, frame_system, tag};

#[tag]
#[frame_system]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
