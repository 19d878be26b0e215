//! FA201: a `Cell` shared between systems, which run on several threads.

use std::cell::Cell;

use framealloc::FrameAlloc;

fn count(frame: FrameAlloc) {
    frame.share(Cell::new(1));
}

fn main() {}
