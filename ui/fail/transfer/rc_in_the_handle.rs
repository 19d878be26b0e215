//! FA206: an `Rc` as the payload of the returned handle.

use std::rc::Rc;

use framealloc::{SmartAlloc, TransferHandle, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(_alloc: &SmartAlloc) -> TransferHandle<Rc<u32>> {
    panic!("never runs: its signature does not compile")
}

fn main() {}
