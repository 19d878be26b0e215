//! FA206: a frame box retained, which cannot take its value out of the frame.
//! Class: retained, and does not own its data.
//! Next: what do I retain, if not the box? "consider dereferencing here"

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let tile = alloc.frame_box([0u32; 16]);
    alloc.frame_retained(tile, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
