//! FA101 must not be raised: `alloc = ..` says which of the two allocators carries the arena; the other is untouched.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(alloc = scratch)]
fn keep<'a>(scratch: &SmartAlloc, long: &'a SmartAlloc, bodies: &[u32]) -> &'a mut [u32] {
    let copy = scratch.frame_slice_copy(bodies);
    long.frame_slice_copy(&copy[1..])
}

fn main() {
    let (scratch, long) = (SmartAlloc::new(AllocConfig::default()), SmartAlloc::new(AllocConfig::default()));
    assert_eq!(keep(&scratch, &long, &[1, 2, 3]), [2, 3]);
}
