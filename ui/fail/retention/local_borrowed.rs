//! FA206: a reference to a local retained past the frame.

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let corners = [1, 2, 3];
    alloc.frame_retained(&corners, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
