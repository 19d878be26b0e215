//! FA201: the allocator in an `Arc`, shared among threads.

use std::sync::Arc;

use framealloc::SmartAlloc;

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

fn start(alloc: SmartAlloc) {
    let shared = Arc::new(alloc);
    spawn(move || drop(shared));
}

fn main() {}
