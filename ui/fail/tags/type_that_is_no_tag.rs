//! FA802: a type without `TypedTag`.

use framealloc::{SmartAlloc, frame_system};

enum Physics {}

#[frame_system(tag = Physics)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
