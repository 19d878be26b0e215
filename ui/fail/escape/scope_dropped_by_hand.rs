//! FA601: a scope closed early, with its value still in use.

use framealloc::SmartAlloc;

fn frame(alloc: &SmartAlloc) -> u32 {
    let scope = alloc.scope();
    let best = scope.frame_alloc(4u32);
    drop(scope);
    *best
}

fn main() {}
