//! FA601: a phase that is still open when its frame ends.

use framealloc::SmartAlloc;

fn frame(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let _phase = alloc.phase("culling");
    alloc.frame_alloc(1u32);
    alloc.end_frame();
}

fn main() {}
