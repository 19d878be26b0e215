//! FA104: an option that resembles none of the known ones.
//! Class: misspelt or unknown option.
//! Next: which options are there, if not `priority`? "the options are `tag`, `alloc`, `lifetime`, `barrier`, `no_heap`, `method`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(priority = 3)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
