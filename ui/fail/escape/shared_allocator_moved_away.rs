//! FA601: a `SharedAlloc` moved to another thread, with a value of its frame left behind.

use framealloc::SharedAlloc;

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

fn hand_over(shared: SharedAlloc) -> u32 {
    let score = shared.frame_alloc(7u32);
    spawn(move || drop(shared));
    *score
}

fn main() {}
