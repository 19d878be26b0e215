//! FA206: an `Rc` two structs deep in what is transferred.
//! Class: a value bound to its thread inside what is handed over.
//! Next: there is no `Rc` in `DrawList` itself, so where is it? "it appears within the type `Mesh`"

use std::rc::Rc;

use framealloc::{SmartAlloc, frame_system, transfer};

struct Mesh {
    material: Rc<u32>,
}

struct DrawList {
    mesh: Mesh,
}

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> DrawList {
    let material = Rc::new(*alloc.frame_alloc(1));
    DrawList { mesh: Mesh { material } }
}

fn main() {}
