//! FA206: a lifetime hidden inside a handle, where the only reference is the allocator's.
//! Class: borrowed data handed over.
//! Next: do I write `View<'static>`, as the compiler says? "Return a type without that lifetime"

use framealloc::{SmartAlloc, TransferHandle, frame_system, transfer};

struct View<'w> {
    bodies: &'w [u32],
}

#[frame_system]
#[transfer]
fn extract(_alloc: &SmartAlloc) -> TransferHandle<View> {
    panic!("never runs: its signature does not compile")
}

fn main() {}
