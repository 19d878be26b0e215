//! `TaskAlloc`: frame memory in closures that cannot await, owned values for the rest.

use std::future::ready;

use framealloc::{SharedAlloc, SmartAlloc, TaskAlloc};

async fn download() -> Vec<u8> {
    ready(vec![3, 1, 2]).await
}

async fn frame_in_a_closure(task: TaskAlloc) -> Option<u8> {
    let bytes = download().await;
    let largest = task.with_frame(|frame| {
        let sorted = frame.frame_slice_copy(&bytes);
        sorted.sort_unstable();
        sorted.last().copied()
    });
    download().await;
    largest
}

async fn owned(task: TaskAlloc) -> usize {
    let kept = task.pool_alloc([0u8; 64]);
    let more = task.heap_alloc([0u8; 4096]);
    download().await;
    kept.len() + more.len()
}

async fn current() -> usize {
    let Some(task) = TaskAlloc::current() else { return 0 };
    let first = download().await;
    task.with_frame(|frame| frame.frame_slice_copy(&first).len())
}

async fn nested_frames(task: &TaskAlloc) -> usize {
    let total = task.with_frame(|outer| {
        let text = outer.frame_str("outer");
        task.with_frame(|inner| inner.frame_str("inner").len()) + text.len()
    });
    download().await.len() + total
}

/// The task's scope is a future, not a guard.
async fn scope_of_a_task(task: TaskAlloc) -> usize {
    let scoped = task.scope(download());
    download().await;
    scoped.await.len()
}

async fn from_a_handle(alloc: &SmartAlloc) -> usize {
    let task = alloc.task_alloc();
    let transfer = alloc.transfer(3u8);
    let bytes = download().await;
    let extra = transfer.receive();
    task.with_frame(|frame| frame.frame_slice_fill(bytes.len(), *extra).len())
}

async fn both_kinds(task: TaskAlloc, alloc: &SmartAlloc) -> usize {
    let largest = task.with_frame(|frame| frame.frame_slice_fill(3, 0u8).len());
    let kept = alloc.frame_slice_fill(3, 0u8); //~ FA701
    download().await;
    largest + kept.len()
}

async fn shared(shared: &SharedAlloc) -> usize {
    let kept = shared.frame_slice_fill(3, 0u8); //~ FA701
    download().await;
    kept.len()
}

async fn shared_guard(shared: &mut SharedAlloc) -> usize {
    let frame = shared.frame(); //~ FA701
    let bytes = download().await;
    frame.frame_slice_copy(&bytes).len()
}
