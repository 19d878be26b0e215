//! FA201: a `FrameMap` moved into a spawned thread.
//! Class: a frame value moved to another thread.
//! Next: a map has no `into_transfer()`, so how do its entries get across? "collect what the other thread needs into a `Vec`"

use framealloc::{SmartAlloc, frame_system};

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

#[frame_system]
fn index(alloc: &SmartAlloc) {
    let mut owners = alloc.frame_map();
    owners.insert(1u32, 2u32);
    spawn(move || drop(owners));
}

fn main() {}
