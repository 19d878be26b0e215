//! FA601: a leaked scope never closes, and still ends with its parent's frame.

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let scope = Box::leak(Box::new(alloc.scope()));
    let score = scope.frame_alloc(7u32);
    alloc.end_frame();
    *score
}

fn main() {}
