//! FA601: leases made once, for all frames.
//! Class: kept into the next frame.
//! Next: where do I make them, if not before the loop? "Put the frame's work into a function or a block"

use framealloc::SmartAlloc;

fn run(alloc: &mut SmartAlloc) {
    let leases = alloc.leases();
    for frame in 0..3u32 {
        alloc.begin_frame();
        leases.take().frame_alloc(frame);
    }
}

fn main() {}
