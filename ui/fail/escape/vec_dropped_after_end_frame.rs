//! FA601: a frame vector that is not used again, and still given back after `end_frame`.

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> usize {
    alloc.begin_frame();
    let mut list = alloc.frame_vec();
    list.push(1u32);
    let len = list.len();
    alloc.end_frame();
    len
}

fn main() {}
