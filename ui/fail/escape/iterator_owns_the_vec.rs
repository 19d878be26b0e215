//! FA601: a returned iterator that owns a frame vector.
//! Class: returned from the system.
//! Next: which part of the signature asks for too long a life? "opaque type requires that `alloc` is borrowed for `'static`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn doubled(alloc: &SmartAlloc, ids: &[u32]) -> impl Iterator<Item = u32> {
    let mut list = alloc.frame_vec();
    list.extend(ids.iter().map(|id| id * 2));
    list.into_iter()
}

fn main() {}
