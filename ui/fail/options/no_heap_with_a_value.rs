//! FA104: `no_heap` is a bare word.
//! Class: value where none is taken.
//! Next: how do I switch it on without `= true`? "write the bare word `no_heap`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(no_heap = true)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
