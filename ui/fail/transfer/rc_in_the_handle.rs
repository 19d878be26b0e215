//! FA206: an `Rc` as the payload of the returned handle.
//! Class: a value bound to its thread handed over.
//! Next: what shared pointer can the handle carry? "write `Arc` for `Rc`"

use std::rc::Rc;

use framealloc::{SmartAlloc, TransferHandle, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(_alloc: &SmartAlloc) -> TransferHandle<Rc<u32>> {
    panic!("never runs: its signature does not compile")
}

fn main() {}
