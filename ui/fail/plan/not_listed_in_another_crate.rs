//! FA306: a system takes a tag that another crate's plan gives to its own systems.
//! Class: a system whose tag does not list it.
//! Next: the list is not mine to change, so what can `overlay` do? "run it under a tag without a list"

use framealloc::{SmartAlloc, budget, frame_system};
use framealloc_ui::studio::shared;

#[frame_system(tag = shared::render)]
#[budget(kb = 8)]
fn overlay(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
