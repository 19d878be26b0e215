//! FA101: a scope and a handle are two allocators as well.
//! Class: two allocators and no choice between them.
//! Next: I meant the scope, so where do I say that? "`#[frame_system(alloc = scratch)]`"

use framealloc::{Scope, SmartAlloc, frame_system};

#[frame_system]
fn copy(scratch: &Scope<'_>, alloc: &mut SmartAlloc) -> u32 {
    *scratch.frame_alloc(*alloc.frame_alloc(1))
}

fn main() {}
