//! FA206: a frame box handed to `transfer`, which cannot take it out of its frame.
//! Class: frame data handed over in place of owned data.
//! Next: what do I pass to `transfer` in place of the box? "take the value out of a `FrameBox` with `FrameBox::into_inner(value)`"

use framealloc::SmartAlloc;

fn send(alloc: &SmartAlloc) {
    let list = alloc.frame_box([1u32; 4]);
    drop(alloc.transfer(list));
}

fn main() {}
