//! FA103: several helpers without `#[frame_system]` are one mistake, told once.
//! Class: a helper attribute on a function that is no system.
//! Next: does each of the three attributes need something, or one thing for all? "add `#[frame_system]` to `step`"

use framealloc::{SmartAlloc, budget, tag, transfer};

#[budget(kb = 64)]
#[tag("physics")]
#[transfer]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
