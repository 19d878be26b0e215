//! FA701: an await inside the closure in which a task's frame is open.
//! Class: an await inside the closure that holds a task's frame.
//! Next: where do I await `next()`, if not inside `with_frame`? "Copy what is needed out of the closure, and await after it"

use framealloc::TaskAlloc;

async fn next() -> u32 {
    4
}

async fn load(task: TaskAlloc) -> u32 {
    task.with_frame(|frame| {
        let size = frame.frame_alloc(1);
        *size += next().await;
        *size
    })
}

fn main() {}
