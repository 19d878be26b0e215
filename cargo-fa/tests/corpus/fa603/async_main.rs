//! Main loops of async programs, and of tasks with memory of their own.

use std::future::ready;

use framealloc::{AllocConfig, SmartAlloc, TaskAlloc};

async fn next_event() -> u32 {
    ready(0).await
}

async fn run() {
    let alloc = SmartAlloc::new(AllocConfig::default());
    loop {
        //~^ FA603
        let event = next_event().await;
        alloc.frame_alloc(event);
    }
}

async fn run_borrowed(alloc: &mut SmartAlloc) {
    loop {
        //~^ FA603
        let event = next_event().await;
        alloc.frame_alloc(event);
    }
}

async fn run_in_frames(mut alloc: SmartAlloc) {
    loop {
        let event = next_event().await;
        alloc.begin_frame();
        alloc.frame_alloc(event);
        alloc.end_frame();
    }
}

async fn run_in_a_callee(mut alloc: SmartAlloc) {
    loop {
        let event = next_event().await;
        handle(&mut alloc, event);
    }
}

fn handle(alloc: &mut SmartAlloc, event: u32) {
    let frame = alloc.frame();
    frame.frame_alloc(event);
}

async fn with_frame(task: TaskAlloc) {
    loop {
        let event = next_event().await;
        task.with_frame(|frame| {
            frame.frame_alloc(event);
        });
    }
}

async fn owned_values(task: TaskAlloc) {
    loop {
        let event = next_event().await;
        drop(task.pool_alloc(event));
    }
}

fn block(mut alloc: SmartAlloc) -> impl Future<Output = ()> {
    async move {
        loop {
            let event = next_event().await;
            alloc.begin_frame();
            alloc.frame_alloc(event);
        }
    }
}
