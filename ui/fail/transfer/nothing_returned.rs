//! FA103: a `#[transfer]` system that returns nothing.
//! Class: `#[transfer]` where nothing is handed over.
//! Next: what should `extract` return? "return the `TransferHandle` or the owned value that leaves the thread"

use framealloc::{SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) {
    alloc.frame_alloc(1u32);
}

fn main() {}
