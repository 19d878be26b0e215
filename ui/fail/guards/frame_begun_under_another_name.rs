//! FA103: a system that begins a frame, through a second name for its allocator.
//! Class: frame begun or ended inside a system.
//! Next: where do I begin the next frame? "call it where the systems are called"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn step(alloc: &mut SmartAlloc) {
    let memory = alloc;
    memory.begin_frame();
}

fn main() {}
