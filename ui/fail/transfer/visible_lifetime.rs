//! FA206: a payload that borrows from the world, by a lifetime in its type.

use framealloc::{SmartAlloc, TransferHandle, frame_system, transfer};

struct View<'w> {
    bodies: &'w [u32],
}

struct Empty;

#[frame_system]
#[transfer]
fn extract<'w>(_alloc: &SmartAlloc, bodies: &'w [u32]) -> Result<TransferHandle<View<'w>>, Empty> {
    drop(View { bodies });
    Err(Empty)
}

fn main() {}
