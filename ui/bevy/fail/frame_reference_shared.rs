//! FA206: a reference into the frame shared in place of what it refers to.

use framealloc::FrameAlloc;

fn count(frame: FrameAlloc) {
    let list: &[u32] = frame.frame_slice_copy(&[1, 2, 3]);
    frame.share(list);
}

fn main() {}
