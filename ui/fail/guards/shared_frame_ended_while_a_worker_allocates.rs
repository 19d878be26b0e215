//! FA601: the frame of all threads ended while a worker still has the allocator.
//! Class: frame of all threads ended while others may use it.
//! Next: where does the worker's work go, so that it is over in time? "Put the frame's work into a function or a block"

use framealloc::SharedAlloc;

struct Worker<F>(F);

impl<F: FnOnce() + Send> Worker<F> {
    fn join(self) {}
}

fn frame(shared: &mut SharedAlloc) {
    shared.begin_frame();
    let worker = Worker(|| _ = shared.frame_alloc(1u32));
    shared.end_frame();
    worker.join();
}

fn main() {}
