//! FA304: the tag is another crate's.

use framealloc::{SmartAlloc, budget, frame_system};
use framealloc_ui::studio::shared;

#[frame_system(tag = shared::gameplay)]
#[budget(kb = 65)]
fn spawn(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
