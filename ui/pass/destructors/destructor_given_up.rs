//! FA604 must not be raised: `ManuallyDrop` says that somebody else runs the destructor, or nobody.

use std::mem::ManuallyDrop;

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let name = alloc.frame_alloc(ManuallyDrop::new(String::from("door")));
    name.push('s');
    let taken = ManuallyDrop::into_inner(std::mem::replace(name, ManuallyDrop::new(String::new())));
    assert_eq!(taken, "doors");
}
