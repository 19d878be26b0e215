//! FA201: a `FrameBox` moved into a spawned thread.
//! Class: a frame value moved to another thread.
//! Next: how does the thread get the array that is in the box? "take the value out, `FrameBox::into_inner(value)`, and hand it over"

use framealloc::{SmartAlloc, frame_system};

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let route = alloc.frame_box([0u32; 16]);
    spawn(move || drop(route));
}

fn main() {}
