//! FA702: a task that takes a pool value with it, which refers to the frame.
//! Class: frame data in a task that may outlive the frame.
//! Next: the box is from the pool, so what is in it that I have to copy? "`to_vec()`, `to_string()`), also of what a pool value refers to"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn load(alloc: &SmartAlloc) {
    let size = alloc.pool_alloc(alloc.frame_str("terrain"));
    alloc.task_alloc().spawn(async move { size.len() });
}

fn main() {}
