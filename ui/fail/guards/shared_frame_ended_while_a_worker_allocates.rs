//! FA601: the frame of all threads ended while a worker still has the allocator.
//! Class: frame of all threads ended while others may use it.
//! Next: the worker is joined one line later; is that too late? "Join the workers, or drop what captured the allocator, before the frame ends"

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
