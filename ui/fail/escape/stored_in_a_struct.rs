//! FA601: a frame reference stored in a struct that outlives the system.

use framealloc::{SmartAlloc, frame_system};

struct World<'a> {
    target: &'a u32,
}

#[frame_system]
fn aim<'a>(alloc: &SmartAlloc, world: &mut World<'a>) {
    world.target = alloc.frame_alloc(4);
}

fn main() {}
