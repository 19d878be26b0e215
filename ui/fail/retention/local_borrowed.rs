//! FA206: a reference to a local retained past the frame.
//! Class: retained, and does not own its data.
//! Next: what may be retained, if not a reference to `corners`? "Retain the data itself, and no reference to it: `corners`"

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let corners = [1, 2, 3];
    alloc.frame_retained(&corners, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
