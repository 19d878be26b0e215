//! FA103: `#[transfer]` on a borrowed handle, which nobody can receive.
//! Class: `#[transfer]` where nothing is handed over.
//! Next: is a reference to a handle not good enough? "take the handle by value, `TransferHandle<u32>`: receiving uses it up"

use framealloc::{SmartAlloc, TransferHandle, frame_system, transfer};

#[frame_system]
fn upload(alloc: &SmartAlloc, #[transfer] list: &TransferHandle<u32>) -> usize {
    alloc.frame_slice_copy(&[list]).len()
}

fn main() {}
