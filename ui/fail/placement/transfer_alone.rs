//! FA103: `#[transfer]` on a function that is no system.

use framealloc::{SmartAlloc, TransferHandle, transfer};

#[transfer]
fn step(alloc: &SmartAlloc) -> TransferHandle<u32> {
    alloc.transfer(1)
}

fn main() {}
