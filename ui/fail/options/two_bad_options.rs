//! FA104: two mistakes in one attribute, told as two at once.
//! Class: misspelt or unknown option.
//! Next: what are the two options called? "did you mean `tag`?"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tga = "physics", noheap)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
