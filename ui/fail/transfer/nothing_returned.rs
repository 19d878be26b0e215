//! FA103: a `#[transfer]` system that returns nothing.

use framealloc::{SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) {
    alloc.frame_alloc(1u32);
}

fn main() {}
