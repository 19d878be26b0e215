//! FA201: a pool value may change threads, but not with a frame vector inside.
//! Class: frame data moved to another thread inside some other type.
//! Next: is it the pool box that may not cross, or what is in it? "required for `FrameVec<'_, u32>` to implement `Sync`"

use framealloc::{FrameVec, PoolBox, SmartAlloc, frame_system};

#[frame_system]
fn collect(alloc: &SmartAlloc) {
    let hits: PoolBox<FrameVec<u32>> = alloc.pool_alloc(alloc.frame_vec());
    std::thread::scope(|threads| {
        threads.spawn(|| hits.len());
    });
}

fn main() {}
