//! FA104: a code that nothing can silence.
//! Class: code that cannot be allowed.
//! Next: what do I do about FA102, if I may not allow it? "remove it here and fix what FA102 reports"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(allow(FA301, FA102))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
