//! FA103: several helpers without `#[frame_system]` are one mistake, told once.

use framealloc::{SmartAlloc, budget, tag, transfer};

#[budget(kb = 64)]
#[tag("physics")]
#[transfer]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
