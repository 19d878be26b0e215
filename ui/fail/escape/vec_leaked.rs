//! FA601: `FrameVec::leak` for a `'static` slice.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn table(alloc: &SmartAlloc) -> &'static mut [u32] {
    let mut list = alloc.frame_vec();
    list.extend([3, 1, 2]);
    list.leak()
}

fn main() {}
