//! FA601: a frame vector that is not used again, and still given back after `end_frame`.
//! Class: still to be dropped when the frame ends.
//! Next: what do I do with `list` once I have its length? "`drop` the box or collection before the boundary"

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
