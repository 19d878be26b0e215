//! FA401 must not be raised: `allow(FA401)` keeps the watch at run time and silences the attribute.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(no_heap, allow(FA401))]
fn step(alloc: &SmartAlloc, number: u32) -> usize {
    alloc.frame_str(&number.to_string()).len()
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default()), 12), 2);
}
