//! FA301: `while true` is a `loop` by another name.

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
