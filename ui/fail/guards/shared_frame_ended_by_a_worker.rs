//! FA601: a worker ends the frame of all threads, through the reference that everybody has.

use framealloc::SharedAlloc;

fn work(shared: &SharedAlloc) {
    shared.frame_alloc(1u32);
    shared.end_frame();
}

fn main() {}
