//! FA201: a frame box retained, which cannot take its value out of the frame.

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let tile = alloc.frame_box([0u32; 16]);
    alloc.frame_retained(tile, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
