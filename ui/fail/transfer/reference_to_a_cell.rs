//! FA206: a reference that lives for ever, to a cell that only one thread may touch.
//! Class: a value bound to its thread inside what is handed over.
//! Next: what counter may both threads refer to? "use `std::sync::RwLock` or `std::sync::atomic::AtomicU32` instead"

use std::cell::Cell;

use framealloc::{SmartAlloc, frame_system, transfer};

struct Frame<'a> {
    counter: &'a Cell<u32>,
}

#[frame_system]
#[transfer]
fn extract(_alloc: &SmartAlloc, counter: &'static Cell<u32>) -> Frame<'static> {
    Frame { counter }
}

fn main() {}
