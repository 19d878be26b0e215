//! FA201: the allocator in an `Arc`, shared among threads.
//! Class: an allocator kept where every thread can reach it.
//! Next: what does the `Arc` hold, if not this allocator? "`alloc.shared()` for many"

use std::sync::Arc;

use framealloc::SmartAlloc;

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

fn start(alloc: SmartAlloc) {
    let shared = Arc::new(alloc);
    spawn(move || drop(shared));
}

fn main() {}
