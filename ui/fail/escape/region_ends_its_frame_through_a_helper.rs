//! FA601: a `lifetime = frame` system ends its caller's frame in a function that the attribute cannot see.
//! Class: frame begun or ended inside a system.
//! Next: where may I call `next_frame`, if not in `step`? "Begin and end frames where the systems are called"

use framealloc::{SmartAlloc, frame_system};

fn next_frame(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
}

#[frame_system(lifetime = frame, tag = "physics")]
fn step(alloc: &mut SmartAlloc) {
    alloc.frame_alloc(4u32);
    next_frame(alloc);
}

fn main() {}
