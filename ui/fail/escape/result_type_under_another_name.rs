//! FA601: a frame box returned under an alias, which no attribute can see through.

use framealloc::{FrameBox, SmartAlloc, frame_system};

type Score<'a> = FrameBox<'a, u32>;

#[frame_system]
fn best<'a>(alloc: &'a SmartAlloc) -> Score<'a> {
    let score = alloc.frame_box(4);
    score
}

fn main() {}
