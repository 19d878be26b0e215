//! FA103: a frame boundary through another name of the allocator.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn step(alloc: &mut SmartAlloc) -> u32 {
    let memory = &mut *alloc;
    memory.begin_frame();
    *memory.frame_alloc(1)
}

fn main() {}
