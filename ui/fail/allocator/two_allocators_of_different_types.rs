//! FA101: a scope and a handle are two allocators as well.

use framealloc::{Scope, SmartAlloc, frame_system};

#[frame_system]
fn copy(scratch: &Scope<'_>, alloc: &mut SmartAlloc) -> u32 {
    *scratch.frame_alloc(*alloc.frame_alloc(1))
}

fn main() {}
