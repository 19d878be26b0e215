//! FA201: a `FrameString` moved into a scoped thread, which ends in time and would still free into this arena.
//! Class: a frame value moved to another thread.
//! Next: how do I give the finished text to the thread? "hand it over with `into_transfer()`, which copies nothing"

use framealloc::{SmartAlloc, frame_format, frame_system};

fn scoped<F: FnOnce() + Send>(_: F) {}

#[frame_system]
fn label(alloc: &SmartAlloc) {
    let name = frame_format!(alloc, "body {}", 1);
    scoped(move || drop(name));
}

fn main() {}
