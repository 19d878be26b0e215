//! FA601: a frame reference pushed into the caller's list.
//! Class: left behind with the caller.
//! Next: how does `hit` come to live for the `'a` of the list? "`#[frame_system(lifetime = frame)]`, with `alloc: &'a SmartAlloc`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn collect<'a>(alloc: &'a SmartAlloc, hits: &mut Vec<&'a u32>) {
    let hit = alloc.frame_alloc(4);
    hits.push(hit);
}

fn main() {}
