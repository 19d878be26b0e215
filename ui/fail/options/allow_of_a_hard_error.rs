//! FA104: a code that nothing can silence.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(allow(FA301, FA102))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
