//! FA601: the `SharedAlloc` behind an open frame swapped for another, whose frame would end in its place.

use std::mem::swap;

use framealloc::SharedAlloc;

fn cross(shared: &mut SharedAlloc, other: &mut SharedAlloc) {
    let frame = shared.frame();
    swap(&mut *frame, other);
}

fn main() {}
