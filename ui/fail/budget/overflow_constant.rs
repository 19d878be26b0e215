//! FA102: a constant that overflows only when it is multiplied by its unit.
//! Class: a budget larger than any memory.
//! Next: `LIMIT` fits into a `usize`, so what did I get wrong? "check the unit, `bytes`, `kb` or `mb`"

use framealloc::{SmartAlloc, budget, frame_system};

const LIMIT: usize = usize::MAX / 1024;

#[frame_system]
#[budget(mb = LIMIT)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
