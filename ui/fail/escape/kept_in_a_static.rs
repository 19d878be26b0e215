//! FA601: a frame reference kept in a `static`.
//! Class: kept for ever.
//! Next: why must `BEST` not hold a reference that I allocate here? "The arena is emptied before that"

use std::sync::Mutex;

use framealloc::{SmartAlloc, frame_system};

static BEST: Mutex<Option<&'static u32>> = Mutex::new(None);

#[frame_system]
fn remember(alloc: &SmartAlloc) {
    let best = alloc.frame_alloc(4u32);
    if let Ok(mut slot) = BEST.lock() {
        *slot = Some(best);
    }
}

fn main() {}
