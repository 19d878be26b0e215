//! FA103: `#[transfer]` on a parameter that is no `TransferHandle`.

use framealloc::{SmartAlloc, frame_system, transfer};

struct DrawList(Vec<u32>);

#[frame_system]
fn upload(alloc: &SmartAlloc, #[transfer] list: DrawList) -> usize {
    alloc.frame_slice_copy(&list.0).len()
}

fn main() {}
