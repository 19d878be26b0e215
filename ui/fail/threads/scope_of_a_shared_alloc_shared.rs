//! FA201: a scope opened on a `SharedAlloc` belongs to the thread that opened it, and is not shared.
//! Class: a scope used on another thread.
//! Next: the allocator is there for all threads, so why is its scope not? "scopes are opened in the thread"

use framealloc::SharedAlloc;

fn scoped<F: FnOnce() + Send>(_: F) {}

fn start(shared: &SharedAlloc) {
    let scope = shared.scope();
    scoped(|| _ = scope.frame_alloc(1u32));
}

fn main() {}
