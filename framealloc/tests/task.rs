//! `TaskAlloc` under tokio's multi-threaded runtime: owned values across awaits, frames between them, panics.
#![cfg(feature = "tokio")]

use std::sync::Arc;

use framealloc::{AllocConfig, RetentionPolicy, SmartAlloc, TaskAlloc};
use tokio::task::{JoinSet, yield_now};

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap()
}

#[test]
fn values_of_tasks_live_across_awaits_and_leave_nothing_behind() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let task = alloc.task_alloc();
    let total = runtime().block_on(async move {
        let mut tasks = JoinSet::new();
        for n in 0..500u64 {
            let task = task.clone();
            tasks.spawn(async move {
                let mut kept = Vec::new();
                for step in 0..10 {
                    kept.push(task.pool_alloc([n + step; 6]));
                    yield_now().await;
                    let sum = task.with_frame(|frame| {
                        let mut sums = frame.frame_vec();
                        sums.extend(kept.iter().map(|value| value[5]));
                        // Another closure inside this one has an arena of its own.
                        task.with_frame(|inner| *inner.frame_alloc(1u64)) + sums.iter().sum::<u64>()
                    });
                    yield_now().await;
                    assert_eq!(sum, 1 + (0..=step).map(|step| n + step).sum::<u64>());
                }
                task.transfer(kept.into_iter().map(|value| value[0]).sum::<u64>())
            });
        }
        let mut total = 0;
        while let Some(result) = tasks.join_next().await {
            total += *result.unwrap().receive();
        }
        total
    });
    assert_eq!(total, (0..500).map(|n| 10 * n + 45).sum::<u64>());
    let report = alloc.report();
    assert_eq!((report.pools.live, report.heap.live, report.transfers.received), (0, 0, 500));
}

#[test]
fn a_panic_in_a_frame_of_a_task_leaves_the_allocator_usable() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    let task = alloc.task_alloc();
    runtime().block_on(async {
        for n in 0..50 {
            let inside = task.clone();
            let outcome = task.clone().spawn(async move {
                let kept = inside.pool_alloc(n);
                inside.with_frame(|frame| {
                    frame.frame_slice_fill(100, 1u8);
                    assert!(*kept % 2 == 0, "odd");
                });
            });
            assert_eq!(outcome.await.is_ok(), n % 2 == 0);
        }
    });
    assert_eq!(task.with_frame(|frame| frame.stats().bytes), 0, "the frame was emptied");
    assert_eq!(alloc.report().pools.live, 0);
}

#[test]
fn the_current_allocator_follows_its_task() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    assert!(TaskAlloc::current().is_none());
    runtime().block_on(async {
        let inside = alloc.task_alloc().spawn(async {
            yield_now().await;
            TaskAlloc::current().map(|task| *task.pool_alloc(5))
        });
        assert_eq!(inside.await.unwrap(), Some(5));
        assert!(alloc.task_alloc().scope(async { TaskAlloc::current().is_some() }).await);
        assert!(TaskAlloc::current().is_none());
    });
}

/// Panics when it is dropped.
struct Thrown(&'static str);

impl Drop for Thrown {
    fn drop(&mut self) {
        std::panic::resume_unwind(Box::new(self.0));
    }
}

#[test]
fn a_frame_that_panics_leaves_nothing_to_the_next_one() {
    let task = SmartAlloc::new(AllocConfig::default()).task_alloc();
    for round in 0..10 {
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            task.with_frame(|frame| {
                frame.frame_retained(Thrown("destructor"), RetentionPolicy::PromoteToPool).key();
                frame.frame_slice_fill(1000, 1u8);
                std::panic::resume_unwind(Box::new("work"));
            })
        }));
        assert_eq!(caught.unwrap_err().downcast_ref::<&str>(), Some(&"work"));
        // Another task, which did nothing wrong.
        assert_eq!(task.with_frame(|frame| *frame.frame_alloc(round)), round);
    }
}

#[test]
fn a_result_is_dropped_when_the_end_of_its_frame_panics() {
    let task = SmartAlloc::new(AllocConfig::default()).task_alloc();
    let result = Arc::new(());
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        task.with_frame(|frame| {
            frame.frame_retained(Thrown("destructor"), RetentionPolicy::Discard).key();
            Arc::clone(&result)
        })
    }));
    assert_eq!(caught.unwrap_err().downcast_ref::<&str>(), Some(&"destructor"));
    assert_eq!(Arc::strong_count(&result), 1, "the result was lost");
    assert_eq!(task.with_frame(|frame| *frame.frame_alloc(1)), 1);
}
