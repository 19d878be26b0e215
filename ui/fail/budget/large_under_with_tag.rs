//! FA302: a tag inside the system does not widen its budget.
//! Class: one allocation larger than the whole budget.
//! Next: where do I make more room, if the tag gives none? "raise it to `#[budget(kb = 2)]`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 1)]
fn step(alloc: &SmartAlloc) -> usize {
    alloc.with_tag("grid", |a| a.frame_alloc([0u8; 2048]).len())
}

fn main() {}
