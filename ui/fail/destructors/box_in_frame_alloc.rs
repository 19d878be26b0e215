//! FA604: a `FrameBox` put into plain frame memory, where nobody drops what it owns.
//! Class: one value that has to be dropped.
//! Next: what drops the string, if not the memory that the box is put into? "allocate it with `frame_box`, which drops it"

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    let name = alloc.frame_box(String::from("door"));
    alloc.frame_alloc(name);
}
