//! FA201: a `FrameMap` moved into a spawned thread.

use framealloc::{SmartAlloc, frame_system};

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

#[frame_system]
fn index(alloc: &SmartAlloc) {
    let mut owners = alloc.frame_map();
    owners.insert(1u32, 2u32);
    spawn(move || drop(owners));
}

fn main() {}
