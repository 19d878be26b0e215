//! FA206: a handle of a struct that hides an `Rc`, received in a parameter.
//! Class: a value bound to its thread inside what is handed over.
//! Next: in what may a mesh that I receive keep its material? "Write `Arc` for `Rc`"

use std::rc::Rc;

use framealloc::{SmartAlloc, TransferHandle, frame_system, transfer};

struct Mesh {
    material: Rc<u32>,
}

#[frame_system]
fn upload(_alloc: &SmartAlloc, #[transfer] mesh: TransferHandle<Mesh>) -> u32 {
    *mesh.material
}

fn main() {}
