//! FA702: a task that takes a pool value with it, which refers to the frame.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn load(alloc: &SmartAlloc) {
    let size = alloc.pool_alloc(alloc.frame_str("terrain"));
    alloc.task_alloc().spawn(async move { size.len() });
}

fn main() {}
