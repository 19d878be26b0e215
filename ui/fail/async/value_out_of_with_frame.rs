//! FA601: a value of a task's frame that is returned from the closure in which the frame is open.
//! Class: a value or a future kept after its frame.
//! Next: how do I get the three sizes out of `with_frame`? "Return a copy from the closure (`*value`, `to_vec()`"

use framealloc::TaskAlloc;

fn largest(task: &TaskAlloc) -> u32 {
    let sizes = task.with_frame(|frame| frame.frame_slice_copy(&[1, 3, 2]));
    sizes[1]
}

fn main() {}
