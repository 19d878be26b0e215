//! FA601 must not be raised: batches nest, on one handle or two, and what they allocate lives until the frame ends.

use framealloc::{AllocConfig, SmartAlloc};

fn main() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let other = alloc.for_thread();
    let (outer, inner, beside) = alloc.frame_batch(|first| {
        let outer = first.alloc(1u32);
        let (inner, beside) = alloc.frame_batch(|second| {
            let beside = other.frame_batch(|third| third.alloc(3u32));
            (second.alloc(2u32), beside)
        });
        *outer += *first.alloc(10u32);
        (outer, inner, beside)
    });
    assert_eq!((*outer, *inner, *beside), (11, 2, 3));
}
