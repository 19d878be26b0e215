//! FA601: two batches swapped, so that each would allocate in the other's memory.

use std::mem::swap;

use framealloc::SmartAlloc;

fn cross(alloc: &SmartAlloc, other: &SmartAlloc) {
    alloc.frame_batch(|first| {
        other.frame_batch(|second| swap(first, second));
    });
}

fn main() {}
