//! FA206: an `Rc` retained past its frame.
//! Class: retained, and bound to its thread.
//! Next: what do I write for the `Rc`? "write `Arc` for `Rc`"

use std::rc::Rc;

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let tile = Rc::new([0u32; 16]);
    alloc.frame_retained(tile, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
