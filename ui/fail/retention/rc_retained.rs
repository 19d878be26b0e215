//! FA206: an `Rc` retained past its frame.

use std::rc::Rc;

use framealloc::{RetentionPolicy, SmartAlloc};

fn build(alloc: &SmartAlloc) {
    let tile = Rc::new([0u32; 16]);
    alloc.frame_retained(tile, RetentionPolicy::PromoteToPool).key();
}

fn main() {}
