//! FA604: strings collected into a slice.
//! Class: a slice of values that have to be dropped.
//! Next: where do I collect the names of the bodies? "collect the values in a `frame_vec`, which drops them"

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    alloc.frame_slice_from_iter((0..3).map(|id| format!("body {id}")));
}
