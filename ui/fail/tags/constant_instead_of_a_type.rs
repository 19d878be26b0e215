//! FA802: a constant string is no type.
//! Class: neither a text nor a type.
//! Next: what do I write for the constant `PHYSICS`? "Write the text itself"

use framealloc::{SmartAlloc, frame_system};

const PHYSICS: &str = "physics";

#[frame_system(tag = PHYSICS)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
