//! FA604: a `String` put into plain frame memory.
//! Class: one value that has to be dropped.
//! Next: what is so bad about a `String` in the frame? "frame memory is reused without dropping what is in it"

use framealloc::SmartAlloc;

fn label(alloc: &SmartAlloc) {
    alloc.frame_alloc(String::from("door"));
}

fn main() {
    label(&SmartAlloc::default());
}
