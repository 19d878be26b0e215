//! FA104: a tag without a name.
//! Class: no name given.
//! Next: is an empty text not a tag? "a tag needs a name"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = "")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
