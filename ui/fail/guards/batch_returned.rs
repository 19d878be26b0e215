//! FA601: a batch returned from its closure.
//! Class: batch taken out of its closure.
//! Next: what may the closure return, if not `batch`? "Return a copy from the closure"

use framealloc::SmartAlloc;

fn keep(alloc: &SmartAlloc) {
    alloc.frame_batch(|batch| batch);
}

fn main() {}
