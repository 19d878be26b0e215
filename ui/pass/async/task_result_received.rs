//! FA702 must not be raised: what a task has made is handed over, and the frame copies from it.

use framealloc::{SmartAlloc, TaskAlloc, TransferHandle};

async fn produce() -> Option<TransferHandle<Vec<u32>>> {
    let task = TaskAlloc::current()?;
    Some(task.transfer(vec![1, 2, 3]))
}

fn main() {
    let mut alloc = SmartAlloc::default();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let made = runtime.block_on(async { alloc.task_alloc().spawn(produce()).await.unwrap() }).unwrap();
    alloc.begin_frame();
    assert_eq!(alloc.frame_slice_copy(&made.receive()), [1, 2, 3]);
    alloc.end_frame();
}
