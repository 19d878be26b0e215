//! FA103: a frame boundary through another name of the allocator.
//! Class: the frame begun or ended inside a system.
//! Next: how do I get empty memory in the middle of `step`? "for memory that is emptied earlier, open `alloc.scope()` here"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn step(alloc: &mut SmartAlloc) -> u32 {
    let memory = &mut *alloc;
    memory.begin_frame();
    *memory.frame_alloc(1)
}

fn main() {}
