//! FA102: the unit stands behind the number, where Rust expects the type of a number.
//! Class: a value that is no whole number.
//! Next: I mean 8 MiB, so what do I write? "write `mb = 8`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(bytes = 8mb)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
