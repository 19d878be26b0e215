//! FA601: a lease that is still out when its leases are given up.
//! Class: used after its scope has closed.
//! Next: when may `leases` go, if a job still has its arena? "Use it before that, or copy it (`*value`"

use framealloc::SmartAlloc;

fn frame(alloc: &SmartAlloc) -> u32 {
    let leases = alloc.leases();
    let arena = leases.take();
    drop(leases);
    *arena.frame_alloc(7)
}

fn main() {}
