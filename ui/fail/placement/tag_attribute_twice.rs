//! FA103: the same helper above and below the attribute.
//! Class: one attribute written twice.
//! Next: can `step` not run under both tags? "keep one of them"

use framealloc::{SmartAlloc, frame_system, tag};

#[tag("physics")]
#[frame_system]
#[tag("render")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
