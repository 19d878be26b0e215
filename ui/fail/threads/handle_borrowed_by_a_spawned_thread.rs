//! FA201: `&SmartAlloc` in a worker's struct, where `for_thread()` was meant.
//! Class: the allocator of one thread used on another.
//! Next: what do I put into the worker in place of a reference? "another thread allocates from a handle of its own: `alloc.for_thread()`"

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
