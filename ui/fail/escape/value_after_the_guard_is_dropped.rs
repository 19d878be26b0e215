//! FA601: a value that outlives the block in which its frame guard lives.

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    let score = {
        let frame = alloc.frame();
        frame.frame_alloc(7u32)
    };
    *score
}

fn main() {}
