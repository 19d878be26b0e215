//! FA104: a number in `#[tag(..)]`.

use framealloc::{SmartAlloc, frame_system, tag};

#[frame_system]
#[tag(5)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
