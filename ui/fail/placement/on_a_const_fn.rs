//! FA103: a function that may run while the program compiles, where there is no arena.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
const fn step(alloc: &SmartAlloc) -> usize {
    size_of_val(alloc)
}

fn main() {}
