//! Copies of byte slices whose length the compiler does not know.

use std::hint::black_box;

use super::rounds;
use crate::rivals::Rival;

/// The source is aligned, so that the `memcpy` behind every rival takes the same path.
#[repr(align(64))]
struct Source([u8; 1024]);

static SOURCE: Source = Source([7; 1024]);

pub fn copy_24<R: Rival>(rival: &mut R, n: u64) {
    let bytes = black_box(&SOURCE.0[..24]);
    rounds(rival, n, |rival, n| body(rival, n, bytes));
}

pub fn copy_1k<R: Rival>(rival: &mut R, n: u64) {
    let bytes = black_box(&SOURCE.0[..]);
    rounds(rival, n, |rival, n| body(rival, n, bytes));
}

#[inline(never)]
fn body<R: Rival>(rival: &R, n: u64, bytes: &[u8]) {
    for _ in 0..n {
        rival.copy(bytes);
    }
}
