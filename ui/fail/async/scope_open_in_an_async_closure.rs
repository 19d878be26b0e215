//! FA701: a scope that stays open over an await, in an async closure.
//! Class: an await while frame data is still alive.
//! Next: I only allocate after the sleep, so where does the scope belong? "open it after the await"

use framealloc::{SmartAlloc, frame_system};

async fn sleep() {}

fn run<F: AsyncFn()>(_: F) {}

#[frame_system]
fn load(alloc: &SmartAlloc) {
    run(async || {
        let scope = alloc.scope();
        sleep().await;
        scope.frame_alloc(4u32);
    });
}

fn main() {}
