//! FA201: a phase that is closed by another thread.
//! Class: handed to another thread.
//! Next: on what does the other thread open a phase? "a handle of its own: `alloc.for_thread()`"

use framealloc::SmartAlloc;

fn scoped<F: FnOnce() + Send>(_: F) {}

fn measure(alloc: &SmartAlloc) {
    let phase = alloc.phase("culling");
    scoped(move || drop(phase));
}

fn main() {}
