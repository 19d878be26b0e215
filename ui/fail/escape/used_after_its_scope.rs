//! FA601: a value of a scope used after the scope.
//! Class: used after its scope has closed.
//! Next: how does `best` get out of the turn in which its scope is open? "To get a value out, copy it"

use framealloc::SmartAlloc;

fn frame(alloc: &SmartAlloc) -> u32 {
    let mut best = &0;
    for id in 0..4u32 {
        let scope = alloc.scope();
        best = scope.frame_alloc(id);
    }
    *best
}

fn main() {}
