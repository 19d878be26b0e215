//! FA601: a phase that is still open when its frame ends.
//! Class: phase kept open for too long.
//! Next: how do I close the phase before `end_frame`? "Put the frame's work into a function or a block"

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let _phase = alloc.phase("culling");
    alloc.frame_alloc(1u32);
    alloc.end_frame();
}

fn main() {}
