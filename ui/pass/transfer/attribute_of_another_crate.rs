//! FA206 must stay silent: a `transfer` that belongs to somebody else is left to them.
use framealloc::{AllocConfig, SmartAlloc, frame_system};

mod bank {
    pub use core::prelude::rust_2024::test as transfer;
}

#[frame_system]
fn read<'w>(alloc: &SmartAlloc, ids: &'w [u32]) -> &'w u32 {
    #[bank::transfer]
    fn never_a_test_here() {}
    alloc.frame_slice_copy(ids);
    &ids[0]
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(*read(&alloc, &[4]), 4);
}
