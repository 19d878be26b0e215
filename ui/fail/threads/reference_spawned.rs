//! FA201: a plain `&mut` into the frame moved into a thread that may outlive it; references are `Send`, so rustc speaks.
//! Class: a reference into the frame for a thread that may outlive it.
//! Next: which thread may write to `route`, if not a spawned one? "A thread that ends in time (`std::thread::scope`, rayon) may borrow it"

use framealloc::{SmartAlloc, frame_system};

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let route = alloc.frame_slice_fill(16, 0u32);
    spawn(move || route[0] = 1);
}

fn main() {}
