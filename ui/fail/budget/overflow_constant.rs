//! FA102: a constant that overflows only when it is multiplied by its unit.

use framealloc::{SmartAlloc, budget, frame_system};

const LIMIT: usize = usize::MAX / 1024;

#[frame_system]
#[budget(mb = LIMIT)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
