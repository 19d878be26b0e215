//! FA604 must not be raised: a reference to a string needs no destructor; its owner is elsewhere.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let names = [String::from("door"), String::from("box")];
    let alloc = SmartAlloc::new(AllocConfig::default());
    let by_length = alloc.frame_slice_from_iter(&names);
    by_length.sort_by_key(|name| name.len());
    assert_eq!(by_length, [&names[1], &names[0]]);
}
