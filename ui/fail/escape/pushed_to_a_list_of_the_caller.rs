//! FA601: a frame reference pushed into the caller's list.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn collect<'a>(alloc: &'a SmartAlloc, hits: &mut Vec<&'a u32>) {
    let hit = alloc.frame_alloc(4);
    hits.push(hit);
}

fn main() {}
