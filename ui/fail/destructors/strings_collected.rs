//! FA604: strings collected into a slice.

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    alloc.frame_slice_from_iter((0..3).map(|id| format!("body {id}")));
}
