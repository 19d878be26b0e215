//! FA601: what a batch allocated, used after `end_frame`.
//! Class: used after the end of the frame.
//! Next: how do I still have the batch's `newest` after `end_frame`? "To keep the data, copy it (`*value`"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let newest = alloc.frame_batch(|batch| batch.alloc(9u32));
    alloc.end_frame();
    *newest
}

fn main() {}
