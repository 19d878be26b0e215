//! FA601: what a `with_tag` closure allocated, used after `end_frame`.
//! Class: used after the end of the frame.
//! Next: how do the contacts last until I sum them up, after `end_frame`? "To keep the data, copy it (`*value`, `to_vec()`"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let contacts = alloc.with_tag("physics", |physics| physics.frame_slice_fill(8, 1u32));
    alloc.end_frame();
    contacts.iter().sum()
}

fn main() {}
