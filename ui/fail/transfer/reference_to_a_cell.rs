//! FA206: a reference that lives for ever, to a cell that only one thread may touch.

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
