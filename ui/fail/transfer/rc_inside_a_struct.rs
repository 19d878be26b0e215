//! FA206: an `Rc` two structs deep in what is transferred.

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
