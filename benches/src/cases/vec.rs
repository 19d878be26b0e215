//! A vector of `usize` grown from empty, per push. One vector is one frame.

use std::hint::black_box;

use crate::rivals::Rival;

pub fn vec_100<R: Rival>(rival: &mut R, n: u64) {
    body(rival, n / 100, black_box(100));
}

pub fn vec_10000<R: Rival>(rival: &mut R, n: u64) {
    body(rival, n / 10_000, black_box(10_000));
}

#[inline(never)]
fn body<R: Rival>(rival: &mut R, frames: u64, pushes: usize) {
    for _ in 0..frames {
        rival.grow(pushes);
        rival.reset();
    }
}
