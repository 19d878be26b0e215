//! FA601: a frame reference stored in a struct that outlives the system.
//! Class: left behind with the caller.
//! Next: what does `world.target` hold, if not the frame's reference? "To get a value out, copy it (`*value`"

use framealloc::{SmartAlloc, frame_system};

struct World<'a> {
    target: &'a u32,
}

#[frame_system]
fn aim<'a>(alloc: &SmartAlloc, world: &mut World<'a>) {
    world.target = alloc.frame_alloc(4);
}

fn main() {}
