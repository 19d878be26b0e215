//! FA601: a value from a `SharedAlloc`, used after the frame of all threads has ended.

use framealloc::SharedAlloc;

fn frame(shared: &mut SharedAlloc) -> u32 {
    shared.begin_frame();
    let score = shared.frame_alloc(7u32);
    shared.end_frame();
    *score
}

fn main() {}
