//! FA201: a scope opened on a `SharedAlloc` belongs to the thread that opened it, and is not shared.
//! Class: a scope used on another thread.
//! Next: the scope is of a shared allocator, so why is it not shared? "belongs to the thread that opened the frame"

use framealloc::SharedAlloc;

fn scoped<F: FnOnce() + Send>(_: F) {}

fn start(shared: &SharedAlloc) {
    let scope = shared.scope();
    scoped(|| _ = scope.frame_alloc(1u32));
}

fn main() {}
