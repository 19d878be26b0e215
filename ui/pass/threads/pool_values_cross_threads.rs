//! FA201 must not be raised: pool and heap values are owned, and are dropped by whichever thread has them.

use framealloc::{HeapBox, PoolBox, SmartAlloc};

fn main() {
    let mut alloc = SmartAlloc::default();
    alloc.begin_frame();
    let score = alloc.frame_alloc(4u32);
    let kept: PoolBox<u32> = alloc.pool_alloc(*score);
    let large: HeapBox<[u8; 20_000]> = alloc.heap_alloc([1; 20_000]);
    alloc.end_frame();
    let sum = std::thread::spawn(move || *kept + large.iter().map(|byte| u32::from(*byte)).sum::<u32>());
    assert_eq!(sum.join().unwrap(), 20_004);
    assert_eq!((alloc.report().pools.live, alloc.report().heap.live), (0, 0));
}
