//! FA103: a system that ends the frame it runs in.
//! Class: frame begun or ended inside a system.
//! Next: how do I free what `step` allocates before it returns? "for memory that is emptied earlier, open `alloc.scope()` here"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn step(alloc: &mut SmartAlloc) {
    alloc.frame_alloc(1u32);
    alloc.end_frame();
}

fn main() {}
