//! FA201 must not be raised: the handle itself moves to another thread and back, with no frame value alive.

use framealloc::{AllocConfig, SmartAlloc};

fn frame(alloc: &mut SmartAlloc) -> usize {
    alloc.begin_frame();
    alloc.frame_slice_fill(8, 0u64);
    alloc.end_frame().bytes
}

fn main() {
    let mut alloc = SmartAlloc::new(AllocConfig::default());
    assert_eq!(frame(&mut alloc), 64);
    let worker = std::thread::spawn(move || {
        let mut alloc = alloc;
        (frame(&mut alloc), alloc)
    });
    let Ok((bytes, mut alloc)) = worker.join() else { return };
    assert_eq!((bytes, frame(&mut alloc), alloc.frame_number()), (64, 64, 3));
}
