//! FA103: a system that ends the frame it runs in.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn step(alloc: &mut SmartAlloc) {
    alloc.frame_alloc(1u32);
    alloc.end_frame();
}

fn main() {}
