//! FA601 must not be raised: closures and iterators over frame data are used up inside the system.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn sum_of_even(alloc: &SmartAlloc, ids: &[u32]) -> u32 {
    let table = alloc.frame_slice_copy(ids);
    let is_even = |index: &usize| table[*index] % 2 == 0;
    (0..table.len()).filter(is_even).map(|index| table[index]).sum()
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(sum_of_even(&alloc, &[1, 2, 3, 4]), 6);
}
