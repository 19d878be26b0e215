//! FA103: the results of `lifetime = frame` would have to outlive an allocator that the function owns.

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn step(alloc: SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
