//! Threads that end before the frame does are no tasks: they may use what they borrow.

use std::thread;

use framealloc::{SharedAlloc, SmartAlloc};

fn halves(alloc: &SmartAlloc) -> u32 {
    let cells = alloc.frame_slice_fill(1024, 1u32);
    let (left, right) = cells.split_at_mut(512);
    thread::scope(|threads| {
        threads.spawn(|| left.fill(2));
        threads.spawn(|| right.fill(3));
    });
    cells.iter().sum()
}

fn chunks(alloc: &SmartAlloc) -> u32 {
    let cells = alloc.frame_slice_fill(1024, 1u32);
    thread::scope(|threads| {
        for chunk in cells.chunks_mut(256) {
            threads.spawn(move || chunk.sort_unstable());
        }
    });
    cells[0]
}

fn with_rayon(alloc: &SmartAlloc) -> u32 {
    let cells = alloc.frame_slice_fill(1024, 1u32);
    let (left, right) = cells.split_at_mut(512);
    rayon::scope(|scope| {
        scope.spawn(|_| left.fill(2));
        scope.spawn(|_| right.fill(3));
    });
    rayon::join(|| left[0], || right[0]).0
}

fn shared_frame(shared: &mut SharedAlloc) -> usize {
    let frame = shared.frame();
    thread::scope(|threads| {
        threads.spawn(|| frame.frame_slice_fill(10, 0u8).len());
        frame.frame_slice_fill(10, 0u8);
    });
    frame.end().bytes
}

fn shared_handle(shared: &SharedAlloc) {
    thread::scope(|threads| {
        threads.spawn(|| {
            shared.frame_slice_fill(10, 0u8);
        });
    });
}

fn transferred(alloc: &SmartAlloc) -> u32 {
    let list = alloc.transfer([1u32; 16]);
    let worker = thread::spawn(move || list.receive().iter().sum::<u32>());
    worker.join().unwrap_or(0)
}
