//! FA102: one unit with two values.
//! Class: the same thing said twice.
//! Next: is it 1 kilobyte now, or 512? "keep one of them"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 1, kb = 512)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
