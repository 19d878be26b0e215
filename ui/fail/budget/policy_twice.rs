//! FA102: two policies, of which one could count.
//! Class: the same thing said twice.
//! Next: can it not both warn and fail? "keep one of them"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 64, policy = warn, policy = fail)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
