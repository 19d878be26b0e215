//! FA601: a frame reference kept in a thread-local.
//! Class: kept for ever.
//! Next: what is it about `keep` that `best` cannot be passed to it? "Something that may keep it for ever, such as a thread or a static"

use std::cell::Cell;

use framealloc::{SmartAlloc, frame_system};

thread_local! {
    static BEST: Cell<&'static u32> = const { Cell::new(&0) };
}

fn keep(best: &'static u32) {
    BEST.set(best);
}

#[frame_system]
fn remember(alloc: &SmartAlloc) {
    let best = alloc.frame_alloc(4u32);
    keep(best);
}

fn main() {}
