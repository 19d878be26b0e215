//! What an allocator pays to be emptied.

use std::hint::black_box;

use crate::{
    keep::keep,
    rivals::{Frame, Rival},
};

#[inline(never)]
pub fn alloc_reset<R: Rival>(rival: &mut R, n: u64) {
    for i in 0..n {
        rival.put(black_box(i));
        // The arena is visible to others, so its state is in memory before the reset as it would be in a program.
        keep(rival);
        rival.reset();
    }
}

/// A frame in which nothing happens, closed explicitly.
#[inline(never)]
pub fn frame_boundary(rival: &mut Frame, n: u64) {
    for _ in 0..n {
        keep(rival);
        rival.0.begin_frame();
        keep(&rival.0.end_frame());
    }
}
