//! FA201: a scope moved into a spawned thread, to work there.

use framealloc::{SmartAlloc, frame_system};

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

#[frame_system]
fn plan(alloc: &SmartAlloc) {
    let scope = alloc.scope();
    spawn(move || drop(scope));
}

fn main() {}
