//! FA206: a reference to a local retained past the frame.
//! Class: retained, and does not own its data.
//! Next: what may be retained, if not a reference to `corners`? "a retained value is `Send` and owns its data"

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let corners = [1, 2, 3];
    alloc.frame_retained(&corners, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
