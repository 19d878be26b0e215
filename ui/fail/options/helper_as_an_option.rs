//! FA104: a helper attribute is written as if it were an option.
//! Class: not in the form of an option.
//! Next: where does the budget go? "write it as an attribute of its own: `#[budget(kb = 64)]`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(tag = "physics", budget(kb = 64))]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
