//! FA206: a handle of an `Rc` received in a parameter.
//! Class: a value bound to its thread handed over.
//! Next: I only receive the handle, so what may be in it in place of the `Rc`? "write `Arc` for `Rc`"

use std::rc::Rc;

use framealloc::{SmartAlloc, TransferHandle, frame_system, transfer};

#[frame_system]
fn upload(_alloc: &SmartAlloc, #[transfer] list: TransferHandle<Rc<u32>>) -> u32 {
    **list
}

fn main() {}
