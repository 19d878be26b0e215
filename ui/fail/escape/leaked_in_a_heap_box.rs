//! FA601: `Box::leak` of a heap box makes the box immortal, not the frame reference in it.
//! Class: leaked to make it last.
//! Next: what do I leak instead of a reference into the frame? "To get a value out, copy it"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn score(alloc: &SmartAlloc) -> &'static &'static u32 {
    let score: &u32 = alloc.frame_alloc(4);
    Box::leak(Box::new(score))
}

fn main() {}
