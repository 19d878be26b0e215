//! FA601: a closure that goes on allocating in a batch which is over.

use framealloc::SmartAlloc;

fn keep(alloc: &SmartAlloc) {
    let mut more = alloc.frame_batch(|batch| move || *batch.alloc(1u32));
    more();
}

fn main() {}
