//! FA601: a value from a `SharedAlloc`, used after the frame of all threads has ended.
//! Class: used after the end of the frame.
//! Next: what do I do with the score before the frame of all threads ends? "copy it (`*value`"

use framealloc::SharedAlloc;

fn frame(shared: &mut SharedAlloc) -> u32 {
    shared.begin_frame();
    let score = shared.frame_alloc(7u32);
    shared.end_frame();
    *score
}

fn main() {}
