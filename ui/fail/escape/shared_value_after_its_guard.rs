//! FA601: a value of the frame of all threads, used after its guard has ended it.

use framealloc::SharedAlloc;

fn frame(shared: &mut SharedAlloc) -> u32 {
    let frame = shared.frame();
    let score = frame.frame_alloc(7u32);
    frame.end();
    *score
}

fn main() {}
