//! FA103: a system that ends the frame in which it was called.
//! Class: the frame begun or ended inside a system.
//! Next: where do I end the frame, if not at the end of `step`? "call it where the systems are called"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn step(alloc: &mut SmartAlloc) -> u32 {
    let value = *alloc.frame_alloc(1);
    alloc.end_frame();
    value
}

fn main() {}
