//! FA201 must not be raised: the system's arena stays on this thread, and its workers have the `SharedAlloc` beside it.

use framealloc::{SharedAlloc, SmartAlloc, frame_system};

#[frame_system(alloc = alloc)]
fn step(alloc: &SmartAlloc, shared: &SharedAlloc) -> u64 {
    let parts = alloc.frame_slice_fill(2, 0u64);
    let (left, right) = parts.split_at_mut(1);
    std::thread::scope(|threads| {
        threads.spawn(|| left[0] = shared.frame_slice_fill(4, 1u64).iter().sum());
        threads.spawn(|| right[0] = shared.frame_slice_fill(4, 2u64).iter().sum());
    });
    parts.iter().sum()
}

fn main() {
    let mut shared = SharedAlloc::default();
    shared.begin_frame();
    assert_eq!(step(&shared, &shared), 12);
    assert_eq!(shared.end_frame().bytes, 16 + 64);
}
