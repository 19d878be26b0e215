//! Values that are decided on when their frame ends.

use std::hint::black_box;

use crate::{keep::hide, rivals::Promotes};

/// One value a frame: made in it, kept past its end, taken, and dropped.
#[inline(never)]
pub fn retain_promote<P: Promotes>(rival: &mut P, n: u64) {
    let object = black_box([1; 8]);
    let mut object = &object;
    for _ in 0..n {
        object = hide(object);
        rival.outlive(*object);
    }
}
