//! FA702: a reference into the frame that a task takes with it; the task may run when the frame is over.
//! Class: frame data in a task that may outlive the frame.
//! Next: how does the task get a number that it may change, if not by reference? "Give the task a copy (`*value`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn load(alloc: &SmartAlloc) {
    let size = alloc.frame_alloc(4u32);
    let task = alloc.task_alloc();
    task.spawn(async move { *size += 1 });
}

fn main() {}
