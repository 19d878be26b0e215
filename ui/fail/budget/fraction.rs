//! FA102: half a megabyte as a fraction.
//! Class: a value that is no whole number.
//! Next: how do I say half a megabyte? "write it in a smaller unit: `kb = 512`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(mb = 0.5)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
