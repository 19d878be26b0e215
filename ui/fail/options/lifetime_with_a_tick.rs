//! FA104: the lifetime is written as a lifetime of the language.
//! Class: lifetime that does not exist.
//! Next: how is `'frame` to be written? "write `lifetime = frame`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = 'frame)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
