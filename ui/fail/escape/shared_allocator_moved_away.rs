//! FA601: a `SharedAlloc` moved to another thread, with a value of its frame left behind.
//! Class: allocator moved or replaced under a value.
//! Next: what about `score`, if `shared` has to go to the thread? "Use it before that, or copy it (`*value`"

use framealloc::SharedAlloc;

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

fn hand_over(shared: SharedAlloc) -> u32 {
    let score = shared.frame_alloc(7u32);
    spawn(move || drop(shared));
    *score
}

fn main() {}
