//! FA601: the `SharedAlloc` behind an open frame swapped for another, whose frame would end in its place.
//! Class: handle exchanged or taken from behind a guard.
//! Next: when may I swap the two allocators? "or the handles when no frame is open"

use std::mem::swap;

use framealloc::SharedAlloc;

fn cross(shared: &mut SharedAlloc, other: &mut SharedAlloc) {
    let frame = shared.frame();
    swap(&mut *frame, other);
}

fn main() {}
