//! FA601: a value allocated through the handle that a frame vector gives out.
//! Class: returned from the system.
//! Next: how do I return a score that the vector's handle allocates? "let the results of a system live until the frame ends"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn score<'a>(alloc: &'a SmartAlloc) -> &'a u32 {
    let list = alloc.frame_vec::<u32>();
    let handle = list.handle();
    handle.frame_alloc(4)
}

fn main() {}
