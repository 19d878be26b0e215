//! FA601: the frame ended while a job could still take a lease of it.
//! Class: used after the end of the frame.
//! Next: how do I write it, so that they are gone by then? "Put the frame's work into a function or a block"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let leases = alloc.leases();
    alloc.end_frame();
    leases.take().frame_alloc(1);
}

fn main() {}
