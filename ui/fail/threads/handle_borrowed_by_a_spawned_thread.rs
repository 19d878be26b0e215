//! FA201: `&SmartAlloc` in a worker's struct, where `for_thread()` was meant.

use framealloc::SmartAlloc;

struct Worker<'a> {
    alloc: &'a SmartAlloc,
}

impl Worker<'_> {
    fn run(self) {
        self.alloc.frame_alloc(1u32);
    }
}

fn scoped<F: FnOnce() + Send>(_: F) {}

fn start(alloc: &SmartAlloc) {
    let worker = Worker { alloc };
    scoped(move || worker.run());
}

fn main() {}
