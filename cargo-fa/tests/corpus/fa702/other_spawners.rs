//! Free functions that spawn, closures as tasks, and the handle by other names.

use framealloc::{SharedAlloc, SmartAlloc as A, TaskAlloc};

type Memory = A;

/// As single-threaded runtimes have it: it returns when all its tasks have.
mod runtime {
    pub struct Pool<'t> {
        pub jobs: std::cell::RefCell<Vec<Box<dyn FnOnce() + 't>>>,
    }

    impl<'t> Pool<'t> {
        pub fn spawn(&self, job: impl FnOnce() + 't) {
            self.jobs.borrow_mut().push(Box::new(job));
        }
    }

    pub fn spawn<'t>(task: impl Future<Output = ()> + 't) {
        drop(task);
    }

    pub fn spawn_local<'t>(task: impl Future<Output = ()> + 't) {
        drop(task);
    }

    pub async fn sleep() {
        std::future::ready(()).await;
    }
}

use runtime::{Pool, sleep, spawn_local};

fn free_function(alloc: &A) {
    let score = alloc.frame_alloc(3u32);
    spawn_local(async move {
        *score += 1; //~ FA702
        sleep().await;
    });
}

fn by_path(alloc: &Memory) {
    let score = alloc.frame_box(3u32);
    runtime::spawn(async move {
        drop(score); //~ FA702
        sleep().await;
    });
}

fn handle_by_another_name(alloc: &A) {
    let memory: &Memory = alloc;
    runtime::spawn_local(async move {
        memory.frame_alloc(1u8); //~ FA702
        sleep().await;
    });
}

fn closure<'t>(alloc: &'t A, executor: &Pool<'t>) {
    let scores = alloc.frame_slice_fill(16, 0u32);
    executor.spawn(move || {
        scores.sort_unstable(); //~ FA702
    });
}

fn owned_handle<'t>(executor: &Pool<'t>, alloc: &'t std::rc::Rc<A>) {
    executor.spawn(move || {
        alloc.frame_alloc(1u8); //~ FA702
    });
}

fn closure_counted<'t>(alloc: &'t A, executor: &Pool<'t>) {
    let scores = alloc.frame_slice_fill(16, 0u32);
    let count = scores.len();
    executor.spawn(move || {
        assert!(count > 0);
    });
}

fn shared_handle(shared: std::sync::Arc<SharedAlloc>) {
    runtime::spawn(async move {
        let count = shared.frame_slice_fill(16, 0u32).len();
        assert!(count > 0);
        sleep().await;
    });
}

fn task_handle(alloc: &A) {
    let task = alloc.task_alloc();
    runtime::spawn(async move {
        let count = task.with_frame(|frame| frame.frame_slice_fill(16, 0u32).len());
        sleep().await;
        assert!(count > 0);
    });
}

fn on_tokio(alloc: &A) {
    let task = alloc.task_alloc();
    let list = alloc.transfer(vec![1u32, 2, 3]);
    tokio::spawn(async move {
        let list = list.receive();
        sleep().await;
        drop(task.pool_alloc(list.len()));
    });
}

fn spawned_by_the_task_handle(task: TaskAlloc, alloc: &A) {
    let count = alloc.frame_slice_fill(16, 0u32).len();
    task.spawn(async move {
        sleep().await;
        assert!(count > 0);
    });
}

fn pooled_on_tokio(alloc: &A) {
    let value = alloc.pool_alloc(5u32);
    tokio::spawn(async move {
        sleep().await;
        assert_eq!(*value, 5);
    });
}
