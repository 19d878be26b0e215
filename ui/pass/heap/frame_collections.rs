//! FA401 must not be raised: vectors, text and boxes in frame memory.

use framealloc::{AllocConfig, FrameVec, SmartAlloc, frame_format, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc, bodies: &[u32]) -> usize {
    let mut list: FrameVec<'_, u32> = alloc.frame_vec();
    list.extend(bodies.iter().copied());
    let text = frame_format!(alloc, "{} bodies", list.len());
    let boxed = alloc.frame_box(text.len());
    *boxed + alloc.frame_slice_from_iter(list.iter()).len()
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default()), &[1, 2]), 10);
}
