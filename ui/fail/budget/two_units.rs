//! FA102: a budget in two units, of which one could count.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(mb = 1, kb = 512)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
