//! FA301: `while true` is a `loop` by another name.
//! Class: every round of an endless loop allocates.
//! Next: what else can I write than `while true`? "use `for` over what bounds it"

#![allow(while_true)]

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc, mut error: u32) -> u32 {
    while true {
        error -= *alloc.frame_alloc(1);
    }
    error
}

fn main() {}
