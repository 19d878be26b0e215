//! FA601: a frame reference used after `end_frame`.
//! Class: used after the end of the frame.
//! Next: how do I return the score when the frame is over? "To keep the data, copy it (`*value`"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let score = alloc.frame_alloc(7u32);
    alloc.end_frame();
    *score
}

fn main() {}
