//! FA103: a function that may run while the program compiles, where there is no arena.
//! Class: a system that cannot open an arena.
//! Next: does `step` have to give up `const`? "remove `const`, or remove `#[frame_system]`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
const fn step(alloc: &SmartAlloc) -> usize {
    size_of_val(alloc)
}

fn main() {}
