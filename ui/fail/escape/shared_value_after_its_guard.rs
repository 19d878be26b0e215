//! FA601: a value of the frame of all threads, used after its guard has ended it.
//! Class: used after the guard of its frame has ended it.
//! Next: when may I read the score, if not after `frame.end()`? "Use it before that, or copy it (`*value`"

use framealloc::SharedAlloc;

fn frame(shared: &mut SharedAlloc) -> u32 {
    let frame = shared.frame();
    let score = frame.frame_alloc(7u32);
    frame.end();
    *score
}

fn main() {}
