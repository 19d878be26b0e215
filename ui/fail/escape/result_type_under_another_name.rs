//! FA601: a frame box returned under an alias, which no attribute can see through.
//! Class: returned from the system.
//! Next: what do I return instead of the box that `score` is in? "To get a value out, copy it"

use framealloc::{FrameBox, SmartAlloc, frame_system};

type Score<'a> = FrameBox<'a, u32>;

#[frame_system]
fn best<'a>(alloc: &'a SmartAlloc) -> Score<'a> {
    let score = alloc.frame_box(4);
    score
}

fn main() {}
