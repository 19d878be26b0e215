//! FA604: a generic helper that is used for a type with a destructor in one place.
//! Class: a destructor that the call does not show.
//! Next: for which type is the helper's call wrong? "frame_alloc::<String>"

use framealloc::SmartAlloc;

fn store<T>(alloc: &SmartAlloc, value: T) -> &T {
    alloc.frame_alloc(value)
}

fn main() {
    let alloc = SmartAlloc::default();
    store(&alloc, 4u32);
    store(&alloc, String::from("door"));
}
