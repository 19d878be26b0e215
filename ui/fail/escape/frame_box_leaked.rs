//! FA601: `FrameBox::leak` gives up the destructor, not the frame.
//! Class: leaked to make it last.
//! Next: if `leak` does not carry the name past `end_frame`, what does? "`FrameBox::into_inner(value)`) before it"

use framealloc::{FrameBox, SmartAlloc};

fn score(alloc: &mut SmartAlloc) -> usize {
    alloc.begin_frame();
    let name: &mut String = FrameBox::leak(alloc.frame_box(String::from("door")));
    alloc.end_frame();
    name.len()
}

fn main() {}
