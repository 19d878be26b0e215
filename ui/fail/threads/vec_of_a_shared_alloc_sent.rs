//! FA201: a `FrameVec` from a `SharedAlloc`: it grows in the arena of the thread that made it, and in no other.
//! Class: a frame value moved to another thread.
//! Next: the vector is of a shared allocator, so why can only this thread push? "grows and is freed in this thread's arena"

use framealloc::SharedAlloc;

fn scoped<F: FnOnce() + Send>(_: F) {}

fn start(shared: &SharedAlloc) {
    let mut list = shared.frame_vec();
    scoped(move || list.push(1u32));
}

fn main() {}
