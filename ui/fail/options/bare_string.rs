//! FA104: a value whose option is not named.
//! Class: not in the form of an option.
//! Next: which option does the text belong to? "if it is the tag, write `#[frame_system(tag ="

use framealloc::{SmartAlloc, frame_system};

#[frame_system("physics")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
