//! FA104: one option with two values.
//! Class: given twice.
//! Next: can the system have both tags? "keep one of them"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = "physics", no_heap, tag = "render")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
