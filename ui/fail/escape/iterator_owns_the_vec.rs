//! FA601: a returned iterator that owns a frame vector.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn doubled(alloc: &SmartAlloc, ids: &[u32]) -> impl Iterator<Item = u32> {
    let mut list = alloc.frame_vec();
    list.extend(ids.iter().map(|id| id * 2));
    list.into_iter()
}

fn main() {}
