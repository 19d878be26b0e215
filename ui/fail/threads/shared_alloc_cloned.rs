//! FA201: a `SharedAlloc` cloned for a second thread, where a reference or an `Arc` was meant.

use framealloc::SharedAlloc;

fn spawn<F: FnOnce() + Send + 'static>(_: F) {}

fn start(shared: SharedAlloc) {
    let second = shared.clone();
    spawn(move || _ = second.frame_alloc(1u32));
}

fn main() {}
