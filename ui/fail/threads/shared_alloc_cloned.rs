//! FA201: a `SharedAlloc` cloned for a second thread, where a reference or an `Arc` was meant.
//! Class: a second owner of a shared allocator.
//! Next: how do two threads use it, if there is no clone? "scoped threads and rayon take `&shared`, other threads an `Arc<SharedAlloc>`"

use framealloc::SharedAlloc;

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

fn start(shared: SharedAlloc) {
    let second = shared.clone();
    spawn(move || _ = second.frame_alloc(1u32));
}

fn main() {}
