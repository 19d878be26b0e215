//! FA601: a value of the last frame kept across `begin_frame`.
//! Class: kept into the next frame.
//! Next: how do I add up the last frame's number and this one's? "To keep the data, copy it (`*value`"

use framealloc::SmartAlloc;

fn run(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let last = alloc.frame_alloc(1u32);
    alloc.begin_frame();
    let now = alloc.frame_alloc(2u32);
    *last + *now
}

fn main() {}
