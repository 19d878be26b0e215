//! An executor whose tasks may borrow: then it is not the compiler that objects to frame data in a task.

use std::cell::RefCell;
use std::pin::Pin;

use framealloc::{FrameVec, SmartAlloc};

type Task<'t> = Pin<Box<dyn Future<Output = ()> + 't>>;

#[derive(Default)]
struct LocalExecutor<'t> {
    tasks: RefCell<Vec<Task<'t>>>,
}

impl<'t> LocalExecutor<'t> {
    fn spawn(&self, task: impl Future<Output = ()> + 't) {
        self.tasks.borrow_mut().push(Box::pin(task));
    }

    fn spawn_local(&self, task: impl Future<Output = ()> + 't) {
        self.spawn(task);
    }
}

async fn upload(_bytes: &[u8]) {
    std::future::ready(()).await;
}

async fn upload_count(_count: usize) {
    std::future::ready(()).await;
}

fn slice<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let bytes = alloc.frame_slice_fill(64, 0u8);
    executor.spawn(async move {
        upload(bytes).await; //~ FA702
    });
}

fn borrowed<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let bytes: &[u8] = alloc.frame_slice_fill(64, 0u8);
    executor.spawn_local(async {
        upload(bytes).await; //~ FA702
    });
}

fn vector<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let mut list: FrameVec<'t, u8> = alloc.frame_vec();
    list.push(1);
    executor.spawn(async move {
        let count = list.len(); //~ FA702
        upload_count(count).await;
    });
}

fn text<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let name = alloc.frame_str("wall.png");
    executor.spawn(async move { upload(name.as_bytes()).await }); //~ FA702
}

fn handle<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    executor.spawn(async move {
        let count = alloc.frame_slice_fill(64, 0u8).len(); //~ FA702
        upload_count(count).await;
    });
}

fn scope<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let scratch = alloc.scope();
    executor.spawn(async move {
        let count = scratch.frame_slice_fill(64, 0u8).len(); //~ FA702
        upload_count(count).await;
    });
}

struct Renderer<'t> {
    executor: LocalExecutor<'t>,
    alloc: &'t SmartAlloc,
}

impl<'t> Renderer<'t> {
    fn field(&self) {
        let bytes = self.alloc.frame_slice_fill(64, 0u8);
        self.executor.spawn(async move {
            upload(bytes).await; //~ FA702
        });
    }

    fn field_counted(&self) {
        let count = self.alloc.frame_slice_fill(64, 0u8).len();
        self.executor.spawn(async move {
            upload_count(count).await;
        });
    }
}

fn copied<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let bytes = alloc.frame_slice_fill(64, 0u8);
    let count = bytes.len();
    executor.spawn(async move {
        upload_count(count).await;
    });
}

fn owned_copy<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let bytes = alloc.frame_slice_fill(64, 0u8).to_vec();
    executor.spawn(async move {
        upload(&bytes).await;
    });
}

fn transferred<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let bytes = alloc.transfer([0u8; 64]);
    executor.spawn(async move {
        let bytes = bytes.receive();
        upload(&*bytes).await;
    });
}

fn pooled<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let bytes = alloc.pool_alloc([0u8; 64]);
    executor.spawn(async move {
        upload(&*bytes).await;
    });
}

/// The name inside of the task is the task's own.
fn shadowed<'t>(alloc: &'t SmartAlloc, executor: &LocalExecutor<'t>) {
    let bytes = alloc.frame_slice_fill(64, 0u8);
    bytes[0] = 1;
    executor.spawn(async move {
        let bytes = vec![0u8; 64];
        upload(&bytes).await;
    });
}

fn not_a_task(alloc: &SmartAlloc) -> impl Future<Output = usize> {
    let bytes = alloc.frame_slice_fill(64, 0u8);
    async move { bytes.len() }
}
