//! FA104: two options without a comma between them.
//! Class: not in the form of an option.
//! Next: what is missing in front of `no_heap`? "do not parse: expected `,`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = "physics" no_heap)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
