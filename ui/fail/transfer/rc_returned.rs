//! FA206: a `#[transfer]` system that returns an `Rc`.
//! Class: a value bound to its thread handed over.
//! Next: what else can a `#[transfer]` system not return? "no `Rc`, no raw pointer, no reference to a `Cell`, no frame memory"

use std::rc::Rc;

use framealloc::{SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> Rc<u32> {
    Rc::new(*alloc.frame_alloc(1))
}

fn main() {}
