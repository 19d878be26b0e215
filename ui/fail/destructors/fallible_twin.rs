//! FA604: a `String` through `try_frame_alloc`.
//! Class: one value that has to be dropped.
//! Next: what do I call instead of `try_frame_alloc` for a `String`? "allocate it with `frame_box`, which drops it"

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    let kept = alloc.try_frame_alloc(String::from("door"));
    assert!(kept.is_ok());
}
