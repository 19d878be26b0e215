//! FA701: a task that allocates when it is polled, from an arena that is gone by then.
//! Class: frame data in a task that may outlive the frame.
//! Next: `load` allocates when it is polled, so from what? "pass it `alloc.task_alloc()` and open `task.with_frame(|frame| ..)` there"

use framealloc::{SmartAlloc, frame_system};

async fn load(alloc: &SmartAlloc) {
    alloc.frame_alloc(4u32);
}

fn spawn<F: Future + 'static>(_: F) {}

#[frame_system]
fn start(alloc: &SmartAlloc) {
    spawn(load(alloc));
}

fn main() {}
