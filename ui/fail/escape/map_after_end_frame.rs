//! FA601: a frame map read after `end_frame`.

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> Option<u32> {
    alloc.begin_frame();
    let mut owners = alloc.frame_map();
    owners.insert(1u32, 2u32);
    alloc.end_frame();
    owners.get(&1).copied()
}

fn main() {}
