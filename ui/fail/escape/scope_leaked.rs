//! FA601: a leaked scope never closes, and still ends with its parent's frame.
//! Class: leaked to make it last.
//! Next: the scope never closes now, so what takes `score` away? "A frame value is still alive where the frame ends"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let scope = Box::leak(Box::new(alloc.scope()));
    let score = scope.frame_alloc(7u32);
    alloc.end_frame();
    *score
}

fn main() {}
