//! FA601: what a `with_tag` closure allocated, used after `end_frame`.
//! Class: used after the end of the frame.
//! Next: do I have to sum up the contacts before `end_frame`? "To keep the data, copy it out first"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) -> u32 {
    alloc.begin_frame();
    let contacts = alloc.with_tag("physics", |physics| physics.frame_slice_fill(8, 1u32));
    alloc.end_frame();
    contacts.iter().sum()
}

fn main() {}
