//! FA206: a payload that borrows from the world, by a lifetime in its type.
//! Class: borrowed data handed over.
//! Next: what may the handle carry, if not a view of `bodies`? "owned data such as `String`, `Vec<_>` or `Box<_>`"

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
