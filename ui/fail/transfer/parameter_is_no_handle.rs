//! FA103: `#[transfer]` on a parameter that is no `TransferHandle`.
//! Class: `#[transfer]` where nothing is handed over.
//! Next: the list comes from this very thread, so what do I do? "remove `#[transfer]` if the value does not come from another thread"

use framealloc::{SmartAlloc, frame_system, transfer};

struct DrawList(Vec<u32>);

#[frame_system]
fn upload(alloc: &SmartAlloc, #[transfer] list: DrawList) -> usize {
    alloc.frame_slice_copy(&list.0).len()
}

fn main() {}
