//! FA601: a value of a frame guard used after `end`.
//! Class: used after the guard of its frame has ended it.
//! Next: how do I get the score past `frame.end()`? "copy it (`*value`"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    let frame = alloc.frame();
    let score = frame.frame_alloc(7u32);
    frame.end();
    *score
}

fn main() {}
