//! FA102: the value after `kb =` is missing.
//! Class: an option without `=` and its value.
//! Next: what comes after `kb =`? "write its value, such as `kb = 256`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = )]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
