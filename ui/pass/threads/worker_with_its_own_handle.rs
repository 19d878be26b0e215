//! FA201 must not be raised: the worker has a handle, and frames, of its own.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn sum(alloc: &SmartAlloc, ids: &[u32]) -> u32 {
    alloc.frame_slice_copy(ids).iter().sum()
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    alloc.begin_frame();
    let mut own = alloc.for_thread();
    let worker = std::thread::spawn(move || {
        let frame = own.frame();
        sum(&frame, &[1, 2])
    });
    assert_eq!(sum(&alloc, &[3, 4]), 7);
    assert_eq!(worker.join().ok(), Some(3));
    alloc.end_frame();
}
