//! FA604: a slice of `Vec`s, each of which owns memory of its own.
//! Class: a slice of values that have to be dropped.
//! Next: what can hold buckets that are each a `Vec`? "collect the values in a `frame_vec`, which drops them"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn buckets(alloc: &SmartAlloc) -> usize {
    let buckets = alloc.frame_slice_with(4, |index| vec![index as u32]);
    buckets.len()
}

fn main() {
    buckets(&SmartAlloc::default());
}
