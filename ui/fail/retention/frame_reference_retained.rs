//! FA601: a reference into the frame retained past it.

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let corners = alloc.frame_slice_fill(3, 1u32);
    alloc.frame_retained(corners, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
