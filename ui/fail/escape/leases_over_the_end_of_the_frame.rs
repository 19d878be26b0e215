//! FA601: the frame ended while a job could still take a lease of it.
//! Class: used after the end of the frame.
//! Next: can the leases be kept for the next frame? "Use it before that"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let leases = alloc.leases();
    alloc.end_frame();
    leases.take().frame_alloc(1);
}

fn main() {}
