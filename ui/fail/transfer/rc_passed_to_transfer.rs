//! FA206: an `Rc` handed to `transfer`.

use std::rc::Rc;

use framealloc::SmartAlloc;

fn send(alloc: &SmartAlloc) {
    let list = Rc::new(1u32);
    drop(alloc.transfer(list));
}

fn main() {}
