//! FA601: a returned iterator that still reads frame data.
//! Class: returned from the system.
//! Next: may an iterator over `ids` not be returned at all? "let the results of a system live until the frame ends"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn even<'a>(alloc: &'a SmartAlloc, ids: &[u32]) -> impl Iterator<Item = u32> + 'a {
    let ids = alloc.frame_slice_copy(ids);
    ids.iter().copied().filter(|id| id % 2 == 0)
}

fn main() {}
