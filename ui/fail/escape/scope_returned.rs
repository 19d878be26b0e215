//! FA601: a scope opened in the system's arena and returned from it.
//! Class: the system's own arena returned from it.
//! Next: what lets `open` hand its scope to the caller? "write `#[frame_system(lifetime = frame)]` to let the result live"

use framealloc::{Scope, SmartAlloc, frame_system};

#[frame_system]
fn open(alloc: &SmartAlloc) -> Scope<'_> {
    let scope = alloc.scope();
    scope
}

fn main() {}
