//! FA104: the unit `kb` is written in capitals.
//! Class: an unknown unit.
//! Next: how are kilobytes written, if not `KB`? "did you mean `kb`?"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(KB = 256)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
