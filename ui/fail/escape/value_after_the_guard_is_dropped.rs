//! FA601: a value that outlives the block in which its frame guard lives.
//! Class: used after the guard of its frame has ended it.
//! Next: how does the score leave the block that the guard lives in? "To get a value out, copy it"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    let score = {
        let frame = alloc.frame();
        frame.frame_alloc(7u32)
    };
    *score
}

fn main() {}
