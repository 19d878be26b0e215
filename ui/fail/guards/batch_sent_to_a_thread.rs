//! FA201: a batch lent to a scoped thread.
//! Class: handed to another thread.
//! Next: how does the thread allocate, if not in my batch? "another thread allocates from a handle of its own: `alloc.for_thread()`"

use framealloc::SmartAlloc;

fn scoped<F: FnOnce() + Send>(_: F) {}

fn fill(alloc: &SmartAlloc) {
    alloc.frame_batch(|batch| scoped(|| _ = batch.alloc(1u32)));
}

fn main() {}
