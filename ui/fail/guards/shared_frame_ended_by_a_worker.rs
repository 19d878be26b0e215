//! FA601: a worker ends the frame of all threads, through the reference that everybody has.
//! Class: frame of all threads ended while others may use it.
//! Next: who ends the frame, if the worker may not? "End the frame where the handle is owned"

use framealloc::SharedAlloc;

fn work(shared: &SharedAlloc) {
    shared.frame_alloc(1u32);
    shared.end_frame();
}

fn main() {}
