//! FA601: a value of a task's frame that is returned from the closure in which the frame is open.

use framealloc::TaskAlloc;

fn largest(task: &TaskAlloc) -> u32 {
    let sizes = task.with_frame(|frame| frame.frame_slice_copy(&[1, 3, 2]));
    sizes[1]
}

fn main() {}
