//! FA702 must not be raised: a spawned task that keeps owned values, and uses frame memory only between its awaits.

use framealloc::{SmartAlloc, frame_system};

async fn next() -> u32 {
    4
}

#[frame_system]
fn load(alloc: &SmartAlloc) -> tokio::task::JoinHandle<(u32, u32)> {
    let names = alloc.frame_slice_copy(&[3u32, 1]);
    let copied = names.to_vec();
    let task = alloc.task_alloc();
    task.clone().spawn(async move {
        let kept = task.pool_alloc(next().await);
        let largest = task.with_frame(|frame| {
            let mut sorted = frame.frame_vec();
            sorted.extend_from_slice(&copied);
            sorted.sort_unstable();
            sorted[sorted.len() - 1]
        });
        (*kept + next().await, largest)
    })
}

fn main() {
    let alloc = SmartAlloc::default();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(runtime.block_on(async { load(&alloc).await.unwrap() }), (8, 3));
}
