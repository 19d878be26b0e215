//! FA201: a scope moved into a spawned thread, to work there.
//! Class: a scope used on another thread.
//! Next: how does the thread get memory to work in? "another thread allocates from a handle of its own: `alloc.for_thread()`"

use framealloc::{SmartAlloc, frame_system};

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let scope = alloc.scope();
    spawn(move || drop(scope));
}

fn main() {}
