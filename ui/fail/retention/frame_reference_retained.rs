//! FA601: a reference into the frame retained past it.
//! Class: retained, and does not own its data.
//! Next: what do I retain in place of the slice `corners`? "Hand owned data over: a copy (`*value`, `to_vec()`"

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let corners = alloc.frame_slice_fill(3, 1u32);
    alloc.frame_retained(corners, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
