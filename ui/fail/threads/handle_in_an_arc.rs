//! FA201: the allocator in an `Arc`, shared among threads.
//! Class: an allocator kept where every thread can reach it.
//! Next: what does the spawned thread take along, if not the `Arc`? "another thread allocates from a handle of its own: `alloc.for_thread()`"

use std::sync::Arc;

use framealloc::SmartAlloc;

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

fn start(alloc: SmartAlloc) {
    let shared = Arc::new(alloc);
    spawn(move || drop(shared));
}

fn main() {}
