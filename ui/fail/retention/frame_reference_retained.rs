//! FA601: a reference into the frame retained past it.
//! Class: retained, and does not own its data.
//! Next: what do I retain in place of the slice `corners`? "or a copy (`to_vec()`, `to_string()`)"

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let corners = alloc.frame_slice_fill(3, 1u32);
    alloc.frame_retained(corners, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
