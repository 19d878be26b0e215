//! FA604: clones of a string in a slice.
//! Class: a slice of values that have to be dropped.
//! Next: how do I keep three copies of a `String`? "collect the values in a `frame_vec`, which drops them"

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    alloc.frame_slice_fill(3, String::from("door"));
}
