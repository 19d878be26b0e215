//! FA604: room for a `String` that is written later.

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    alloc.frame_alloc_uninit::<String>().write(String::from("door"));
}
