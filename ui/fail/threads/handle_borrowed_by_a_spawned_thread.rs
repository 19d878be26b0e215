//! FA201: `&SmartAlloc` passed where `for_thread()` was meant.
use framealloc::SmartAlloc;

struct Worker<'a> {
    alloc: &'a SmartAlloc,
}

fn spawn<F: FnOnce() + Send>(_: F) {}

fn start(alloc: &SmartAlloc) {
    let worker = Worker { alloc };
    spawn(move || {
        worker.alloc.frame_alloc(1u32);
    });
}

fn main() {}
