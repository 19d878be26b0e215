//! FA201: a phase that is closed by another thread.

use framealloc::SmartAlloc;

fn scoped<F: FnOnce() + Send>(_: F) {}

fn measure(alloc: &SmartAlloc) {
    let phase = alloc.phase("culling");
    scoped(move || drop(phase));
}

fn main() {}
