//! FA103: the results of `lifetime = frame` would have to outlive an allocator that the function owns.
//! Class: results for the frame from an allocator that ends with the function.
//! Next: how do I take the allocator, so that results live until the frame ends? "take it as `&SmartAlloc`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn step(alloc: SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
