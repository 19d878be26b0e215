//! FA601: this thread's handle behind a `SharedAlloc` swapped for another.

use std::mem::swap;

use framealloc::{SharedAlloc, SmartAlloc};

fn cross(shared: &mut SharedAlloc, other: &mut SmartAlloc) {
    swap(&mut **shared, other);
}

fn main() {}
