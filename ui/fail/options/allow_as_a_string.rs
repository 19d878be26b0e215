//! FA104: the code is in quotes.
//! Class: not in the form of an option.
//! Next: how is a code written, if not in quotes? "write `allow(FA301)`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(allow("FA301"))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
