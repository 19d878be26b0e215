//! FA103: `#[budget]` on a function that is no system.
//! Class: a helper attribute on a function that is no system.
//! Next: what makes `step` keep to its 64 KiB? "add `#[frame_system]` to `step`"

use framealloc::{SmartAlloc, budget};

#[budget(kb = 64)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
