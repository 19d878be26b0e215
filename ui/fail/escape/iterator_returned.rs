//! FA601: a returned iterator that still reads frame data.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn even<'a>(alloc: &'a SmartAlloc, ids: &[u32]) -> impl Iterator<Item = u32> + 'a {
    let ids = alloc.frame_slice_copy(ids);
    ids.iter().copied().filter(|id| id % 2 == 0)
}

fn main() {}
