//! FA104: `#[transfer]` has no options.
//! Class: value where none is taken.
//! Next: what becomes of `(copy)`? "write the bare `#[transfer]`"

use framealloc::{SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer(copy)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
