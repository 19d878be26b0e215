//! FA601: a `lifetime = frame` system called on a scope: its results end with the scope.
//! Class: used after its scope has closed.
//! Next: what do I write for `best(&alloc.scope())`? "Give it a name: `let scope = alloc.scope();`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system(lifetime = frame)]
fn best(alloc: &SmartAlloc) -> &u32 {
    alloc.frame_alloc(4)
}

fn frame(alloc: &SmartAlloc) -> u32 {
    let best = best(&alloc.scope());
    *best
}

fn main() {}
