//! FA104: `#[tag = ..]` instead of `#[tag(..)]`.
//! Class: not in parentheses.
//! Next: where does the name go, if not behind `=`? "takes one value in parentheses"

use framealloc::{SmartAlloc, frame_system, tag};

#[frame_system]
#[tag = "physics"]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
