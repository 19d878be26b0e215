//! FA601: a future made outside any system, polled after `end_frame`.
//! Class: a value or a future kept after its frame.
//! Next: how do I give `load` something that is still there after `end_frame`? "To keep the data, copy it (`*value`"

use framealloc::SmartAlloc;

fn poll<F: Future>(_: F) {}

async fn load(size: &u32) -> u32 {
    *size
}

fn frame(alloc: &mut SmartAlloc) {
    alloc.begin_frame();
    let loading = load(alloc.frame_alloc(4u32));
    alloc.end_frame();
    poll(loading);
}

fn main() {}
