//! FA601: a `FrameVec` from a `SharedAlloc` that is dropped, at the end of its block, after `end_frame`.
//! Class: still to be dropped when the frame ends.
//! Next: I never touch `hits` again, so why does it count? "What has a destructor counts as alive until the end of its block"

use framealloc::SharedAlloc;

fn frame(shared: &mut SharedAlloc) {
    shared.begin_frame();
    let mut hits = shared.frame_vec();
    hits.push(1u32);
    shared.end_frame();
}

fn main() {}
