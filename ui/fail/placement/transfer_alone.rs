//! FA103: `#[transfer]` on a function that is no system.
//! Class: a helper attribute on a function that is no system.
//! Next: what else does `step` need, so that its result is checked? "add `#[frame_system]` to `step`"

use framealloc::{SmartAlloc, TransferHandle, transfer};

#[transfer]
fn step(alloc: &SmartAlloc) -> TransferHandle<u32> {
    alloc.transfer(1)
}

fn main() {}
