//! FA103: a system that begins a frame, through a second name for its allocator.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn step(alloc: &mut SmartAlloc) {
    let memory = alloc;
    memory.begin_frame();
}

fn main() {}
