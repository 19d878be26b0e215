//! FA401 must not be raised: empty collections of the standard library hold no memory.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(no_heap)]
fn step(alloc: &SmartAlloc) -> usize {
    let list: Vec<u32> = Vec::new();
    let none: Vec<u32> = vec![];
    let text = String::new();
    alloc.frame_slice_copy(&list).len() + none.len() + text.len()
}

fn main() {
    assert_eq!(step(&SmartAlloc::new(AllocConfig::default())), 0);
}
