//! FA104: a lifetime that frame memory cannot have.
//! Class: lifetime that does not exist.
//! Next: what is the longest lifetime that I can ask for? "the only lifetime besides the system's own is `frame`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = static)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
