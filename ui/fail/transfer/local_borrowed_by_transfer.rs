//! FA206: a reference to a local handed to `transfer`.
//! Class: borrowed data handed over.
//! Next: what do I pass to `transfer` in place of `&list`? "Hand over the data itself"

use framealloc::{SmartAlloc, TransferHandle};

fn send(alloc: &SmartAlloc) -> TransferHandle<&'static [u32; 2]> {
    let list = [1, 2];
    alloc.transfer(&list)
}

fn main() {}
