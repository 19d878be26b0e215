//! FA601: a frame map read after `end_frame`.
//! Class: used after the end of the frame.
//! Next: how do I look up the owner and still end the frame? "Put the frame's work into a function or a block"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> Option<u32> {
    alloc.begin_frame();
    let mut owners = alloc.frame_map();
    owners.insert(1u32, 2u32);
    alloc.end_frame();
    owners.get(&1).copied()
}

fn main() {}
