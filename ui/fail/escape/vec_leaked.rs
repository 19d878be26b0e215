//! FA601: `FrameVec::leak` for a `'static` slice.
//! Class: leaked to make it last.
//! Next: what do I return, if `leak` does not make the table `'static`? "To get a value out, copy it (`*value`, `to_vec()`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn table(alloc: &SmartAlloc) -> &'static mut [u32] {
    let mut list = alloc.frame_vec();
    list.extend([3, 1, 2]);
    list.leak()
}

fn main() {}
