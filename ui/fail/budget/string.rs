//! FA102: the number is in quotes.
//! Class: a value that is no whole number.
//! Next: how is the number 64 written here? "write `kb = 64`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = "64")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
