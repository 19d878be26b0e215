//! FA601: a batch returned from its closure.

use framealloc::SmartAlloc;

fn keep(alloc: &SmartAlloc) {
    alloc.frame_batch(|batch| batch);
}

fn main() {}
