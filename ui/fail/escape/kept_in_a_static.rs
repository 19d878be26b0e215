//! FA601: a frame reference kept in a `static`.
//! Class: kept for ever.
//! Next: what may `BEST` hold, if no reference into the frame? "Store or hand over a copy (`*value`"

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
