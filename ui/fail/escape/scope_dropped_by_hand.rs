//! FA601: a scope closed early, with its value still in use.
//! Class: used after its scope has closed.
//! Next: when do I read `best`, if the scope is to close early? "Use it before that, or copy it (`*value`"

use framealloc::SmartAlloc;

fn frame(alloc: &SmartAlloc) -> u32 {
    let scope = alloc.scope();
    let best = scope.frame_alloc(4u32);
    drop(scope);
    *best
}

fn main() {}
