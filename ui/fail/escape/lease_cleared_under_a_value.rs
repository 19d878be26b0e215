//! FA601: a lease cleared for the next item, with a value of the last one in use.
//! Class: used after its scope has closed.
//! Next: how do I keep the best of all items? "To keep the data, copy it (`*value`"

use framealloc::SmartAlloc;

fn frame(alloc: &SmartAlloc) -> u32 {
    let leases = alloc.leases();
    let mut arena = leases.take();
    let best = arena.frame_alloc(4u32);
    arena.clear();
    *best
}

fn main() {}
