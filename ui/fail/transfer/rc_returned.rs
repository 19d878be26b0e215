//! FA206: a `#[transfer]` system that returns an `Rc`.

use std::rc::Rc;

use framealloc::{SmartAlloc, frame_system, transfer};

#[frame_system]
#[transfer]
fn extract(alloc: &SmartAlloc) -> Rc<u32> {
    Rc::new(*alloc.frame_alloc(1))
}

fn main() {}
