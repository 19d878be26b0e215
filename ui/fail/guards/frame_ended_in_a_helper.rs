//! FA601: a system that passes its allocator to a function which ends the frame.
//! Class: frame begun or ended inside a system.
//! Next: I wrote `alloc: &mut SmartAlloc`, so why is it `&SmartAlloc`? "the allocator's name stands for the system's own arena"

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
