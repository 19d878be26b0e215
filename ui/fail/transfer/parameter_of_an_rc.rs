//! FA206: a handle of an `Rc` received in a parameter.

use std::rc::Rc;

use framealloc::{SmartAlloc, TransferHandle, frame_system, transfer};

#[frame_system]
fn upload(_alloc: &SmartAlloc, #[transfer] list: TransferHandle<Rc<u32>>) -> u32 {
    **list
}

fn main() {}
