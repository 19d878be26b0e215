//! FA601: a frame reference kept for ever, in a function that is no system and only borrows the allocator.
//! Class: kept for ever.
//! Next: what may `keep` be given, when it keeps things for ever? "Hand owned data over"

use framealloc::SmartAlloc;

fn keep(_: &'static u32) {}

fn remember(alloc: &SmartAlloc) {
    let best = alloc.frame_alloc(4u32);
    keep(best);
}

fn main() {}
