//! FA604: a `String` through `try_frame_alloc`.

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    let kept = alloc.try_frame_alloc(String::from("door"));
    assert!(kept.is_ok());
}
