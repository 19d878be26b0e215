//! FA101 must not be raised, and no lint either: a system may leave its allocator unused.

#![deny(warnings)]

use framealloc::{AllocConfig, SmartAlloc, frame_system};

#[frame_system(tag = "physics")]
fn count(_alloc: &SmartAlloc, bodies: &[u32]) -> usize {
    bodies.len()
}

fn main() {
    assert_eq!(count(&SmartAlloc::new(AllocConfig::default()), &[1, 2]), 2);
}
