//! FA104: an option is misspelt.
//! Class: misspelt or unknown option.
//! Next: what is `tga` really called? "did you mean `tag`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tga = "physics")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
