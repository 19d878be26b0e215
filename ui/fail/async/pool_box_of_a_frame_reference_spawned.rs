//! FA702: a task that takes a pool value with it, which refers to the frame.
//! Class: frame data in a task that may outlive the frame.
//! Next: the box is from the pool, so what do I put into it that a task may keep? "`alloc.transfer(value)` for owned data"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn load(alloc: &SmartAlloc) {
    let size = alloc.pool_alloc(alloc.frame_str("terrain"));
    alloc.task_alloc().spawn(async move { size.len() });
}

fn main() {}
