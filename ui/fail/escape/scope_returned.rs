//! FA601: a scope opened in the system's arena and returned from it.

use framealloc::{Scope, SmartAlloc, frame_system};

#[frame_system]
fn open(alloc: &SmartAlloc) -> Scope<'_> {
    let scope = alloc.scope();
    scope
}

fn main() {}
