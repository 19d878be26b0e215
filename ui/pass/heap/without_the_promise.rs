//! FA401 must not be raised: without `no_heap` the attribute leaves heap use to `cargo fa`.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn step(alloc: &SmartAlloc, number: u32) -> usize {
    alloc.frame_slice_copy(&vec![number.to_string().len()]).len()
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default()), 12), 1);
}
