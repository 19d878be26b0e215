//! FA604: room for a `String` that is written later.
//! Class: one value that has to be dropped.
//! Next: where do I put a `String`, if I may not reserve room for it? "allocate it with `frame_box`, which drops it"

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    alloc.frame_alloc_uninit::<String>().write(String::from("door"));
}
