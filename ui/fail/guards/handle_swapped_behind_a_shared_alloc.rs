//! FA601: this thread's handle behind a `SharedAlloc` swapped for another.
//! Class: handle exchanged or taken from behind a guard.
//! Next: what harm is there in swapping two handles? "would give memory back to the wrong arena"

use std::mem::swap;

use framealloc::{SharedAlloc, SmartAlloc};

fn cross(shared: &mut SharedAlloc, other: &mut SmartAlloc) {
    swap(&mut **shared, other);
}

fn main() {}
