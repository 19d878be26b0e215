//! FA604: a `String` put into plain frame memory.

use framealloc::SmartAlloc;

fn label(alloc: &SmartAlloc) {
    alloc.frame_alloc(String::from("door"));
}

fn main() {
    label(&SmartAlloc::default());
}
