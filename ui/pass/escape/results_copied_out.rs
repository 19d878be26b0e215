//! FA601 must not be raised: what is returned is a copy, owned by the caller.

use framealloc::{AllocConfig, SmartAlloc, frame_format, frame_system};

#[frame_system]
fn summary(alloc: &SmartAlloc, ids: &[u32]) -> (Vec<u32>, String, u32) {
    let sorted = alloc.frame_slice_copy(ids);
    sorted.sort_unstable();
    let name = frame_format!(alloc, "{} bodies", sorted.len());
    let best = alloc.frame_alloc(sorted[0]);
    (sorted.to_vec(), name.to_string(), *best)
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let (sorted, name, best) = summary(&alloc, &[3, 1, 2]);
    alloc.end_frame();
    assert_eq!((&sorted[..], &name[..], best), (&[1, 2, 3][..], "3 bodies", 1));
}
