//! FA601: a closure that goes on allocating in a batch which is over.
//! Class: batch taken out of its closure.
//! Next: may I go on allocating in the batch later? "leave the batch or scope inside"

use framealloc::SmartAlloc;

fn keep(alloc: &SmartAlloc) {
    let mut more = alloc.frame_batch(|batch| move || *batch.alloc(1u32));
    more();
}

fn main() {}
