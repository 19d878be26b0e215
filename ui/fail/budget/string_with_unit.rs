//! FA102: number and unit are in quotes.
//! Class: a value that is no whole number.
//! Next: do only the quotes go, or the second `kb` as well? "write `kb = 64`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = "64 kb")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
