//! FA101 must not be raised: a `SharedAlloc` is an allocator too; the system's arena is the calling thread's.

use framealloc::{SharedAlloc, frame_system};

#[frame_system(tag = "physics")]
fn borrowed(alloc: &SharedAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u8).len()
}

#[frame_system]
fn exclusive(alloc: &mut SharedAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u8).len()
}

#[frame_system(lifetime = frame)]
fn kept(alloc: &SharedAlloc, n: usize) -> &mut [u8] {
    alloc.frame_slice_fill(n, 1u8)
}

#[frame_system]
fn owned(alloc: SharedAlloc, n: usize) -> usize {
    alloc.frame_slice_fill(n, 0u8).len()
}

fn main() {
    let mut shared = SharedAlloc::default();
    shared.begin_frame();
    std::thread::scope(|threads| {
        threads.spawn(|| assert_eq!(borrowed(&shared, 3), 3));
        threads.spawn(|| assert_eq!(borrowed(&shared, 5), 5));
    });
    assert_eq!(kept(&shared, 2), [1, 1]);
    assert_eq!(exclusive(&mut shared, 7), 7);
    let frame = shared.frame();
    assert_eq!(borrowed(&frame, 9), 9);
    drop(frame);
    let calls = |name| shared.report().systems.iter().find(|system| system.name == name).map(|system| system.calls);
    assert_eq!((calls("borrowed"), calls("exclusive"), calls("kept")), (Some(3), Some(1), Some(1)));
    assert_eq!(owned(shared, 1), 1);
}
