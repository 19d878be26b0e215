//! FA701: an await inside the closure in which a task's frame is open.
//! Class: an await inside the closure that holds a task's frame.
//! Next: where do I await `next()`, if not inside `with_frame`? "Await before the closure or after it, and copy what is needed out of it"

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
