//! FA206: an `Rc` in a struct that is handed to `transfer`.

use std::rc::Rc;

use framealloc::SmartAlloc;

struct Mesh {
    material: Rc<u32>,
}

fn send(alloc: &SmartAlloc) {
    let mesh = Mesh { material: Rc::new(1) };
    drop(alloc.transfer(mesh));
}

fn main() {}
