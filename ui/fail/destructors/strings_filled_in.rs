//! FA604: clones of a string in a slice.

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    alloc.frame_slice_fill(3, String::from("door"));
}
