//! FA601: a frame reference used after `end_frame`.

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let score = alloc.frame_alloc(7u32);
    alloc.end_frame();
    *score
}

fn main() {}
