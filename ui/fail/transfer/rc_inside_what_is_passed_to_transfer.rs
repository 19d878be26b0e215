//! FA206: an `Rc` in a struct that is handed to `transfer`.
//! Class: a value bound to its thread inside what is handed over.
//! Next: I transfer a mesh, so what has an `Rc` to do with it? "it appears within the type `Mesh`"

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
