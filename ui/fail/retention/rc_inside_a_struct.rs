//! FA206: a struct that hides an `Rc`, retained past its frame.
//! Class: retained, and bound to its thread.
//! Next: what in `Tile` is the trouble? "within `Tile`, the trait `Send` is not implemented for `Rc<u32>`"

use std::rc::Rc;

use framealloc::{RetentionPolicy, SmartAlloc};

struct Tile {
    material: Rc<u32>,
}

fn build(alloc: &SmartAlloc) {
    let tile = Tile { material: Rc::new(1) };
    alloc.frame_retained(tile, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
