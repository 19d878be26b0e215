//! FA201: a batch lent to a scoped thread.

use framealloc::SmartAlloc;

fn scoped<F: FnOnce() + Send>(_: F) {}

fn fill(alloc: &SmartAlloc) {
    alloc.frame_batch(|batch| scoped(|| _ = batch.alloc(1u32)));
}

fn main() {}
