//! FA201 must not be raised: what a `FrameVec` or a `FrameBox` holds may be lent to scoped threads; only the owner stays.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system]
fn count(alloc: &SmartAlloc) -> (usize, u32) {
    let mut list = alloc.frame_vec();
    list.extend([1u32, 2, 3]);
    let mut total = alloc.frame_box(0u32);
    let (seen, sum): (&[u32], &mut u32) = (&list, &mut total);
    std::thread::scope(|threads| {
        threads.spawn(|| *sum = seen.iter().sum());
        assert_eq!(threads.spawn(|| seen.len()).join().ok(), Some(3));
    });
    (list.len(), *total)
}

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(count(&alloc), (3, 6));
}
