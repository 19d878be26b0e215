//! FA201: a plain `&mut` into the frame moved into a thread, by a function that is no system.
//! Class: a reference into the frame for a thread that may outlive it.
//! Next: the thread may outlive the frame, so what do I give it? "Hand owned data over: a copy (`*value`, `to_vec()`"

use framealloc::SmartAlloc;

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

fn plan(alloc: &SmartAlloc) {
    let route = alloc.frame_slice_fill(16, 0u32);
    spawn(move || route[0] = 1);
}

fn main() {}
