//! FA601 must not be raised: a batch that is swapped takes its memory and its handle with it.

use std::mem::swap;

use framealloc::SmartAlloc;

fn main() {
    let alloc = SmartAlloc::default();
    let other = alloc.for_thread();
    let (mine, theirs) = alloc.frame_batch(|first| {
        other.frame_batch(|second| {
            swap(first, second);
            (second.alloc([1u8; 64]), first.alloc([2u8; 16]))
        })
    });
    assert_eq!((mine[63], theirs[15]), (1, 2));
    assert_eq!((alloc.stats().bytes, other.stats().bytes), (64, 16));
}
