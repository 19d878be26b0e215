//! FA601: a `FrameBox` pinned, although its memory is reused without running a forgotten destructor.
//! Class: frame data pinned.
//! Next: there is no `into_pin`, so how do I pin the array? "Pin a pool value"

use framealloc::SmartAlloc;

fn pin(alloc: &SmartAlloc) {
    alloc.frame_box([1u32; 4]).into_pin();
}

fn main() {}
