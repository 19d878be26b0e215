//! FA104: the unit `kb` is misspelt.
//! Class: an unknown unit.
//! Next: which unit is nearest to `kbs`? "did you mean `kb`?"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kbs = 256)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
