//! FA104: a code that does not exist, with a letter for a digit.
//! Class: code that cannot be allowed.
//! Next: which code is meant by `FA3O1`? "did you mean `FA301` (unbounded_allocation_loop)"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(allow(FA3O1))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
