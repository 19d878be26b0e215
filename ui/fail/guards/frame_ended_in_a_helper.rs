//! FA601: a system that passes its allocator to a function which ends the frame.

use framealloc::{SmartAlloc, frame_system};

fn next_frame(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
}

#[frame_system]
fn step(alloc: &mut SmartAlloc) {
    alloc.frame_alloc(1u32);
    next_frame(alloc);
}

fn main() {}
