//! FA104: a lifetime that does not exist.
//! Class: lifetime that does not exist.
//! Next: how do I get memory that lasts only as long as this system? "leave it out for an arena that is emptied when the system returns"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = scope)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
