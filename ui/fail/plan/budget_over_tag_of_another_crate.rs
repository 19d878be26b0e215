//! FA304: the tag is another crate's.
//! Class: one system with more memory than its tag.
//! Next: the plan is not mine to change, so what fits into it? "lower it to `kb = 64`"

use framealloc::{SmartAlloc, budget, frame_system};
use framealloc_ui::studio::shared;

#[frame_system(tag = shared::gameplay)]
#[budget(kb = 65)]
fn spawn(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
