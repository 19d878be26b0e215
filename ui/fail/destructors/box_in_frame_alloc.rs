//! FA604: a `FrameBox` put into plain frame memory, where nobody drops what it owns.

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    let name = alloc.frame_box(String::from("door"));
    alloc.frame_alloc(name);
}
