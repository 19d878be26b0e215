//! FA601: a value of a frame guard used after `end`.

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    let frame = alloc.frame();
    let score = frame.frame_alloc(7u32);
    frame.end();
    *score
}

fn main() {}
