//! FA104: the unit `kb` is misspelt.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kbs = 256)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
