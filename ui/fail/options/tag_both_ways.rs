//! FA103: the tag as an option and as an attribute.
//! Class: given twice.
//! Next: is the tag `physics` or `render`? "keep one of them"

use framealloc::{SmartAlloc, frame_system, tag};

#[frame_system(tag = "physics")]
#[tag("render")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
