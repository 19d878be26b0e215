//! FA206: an `Rc` handed to `transfer`.
//! Class: a value bound to its thread handed over.
//! Next: how do I hand `list` over and still hold on to it here? "write `Arc` for `Rc`"

use std::rc::Rc;

use framealloc::SmartAlloc;

fn send(alloc: &SmartAlloc) {
    let list = Rc::new(1u32);
    drop(alloc.transfer(list));
}

fn main() {}
