//! FA401 must not be raised: cloning a shared pointer counts, copying an array moves bytes; neither allocates.

use framealloc::{AllocConfig, SmartAlloc, frame_system};
use std::sync::Arc;

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, mesh: &Arc<[u32; 3]>) -> usize {
    let held = Arc::clone(mesh);
    let copy = mesh.as_ref().clone();
    alloc.frame_slice_copy(&copy).len() + Arc::strong_count(&held)
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default()), &Arc::new([1, 2, 3])), 5);
}
