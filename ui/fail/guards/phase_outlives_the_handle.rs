//! FA601: a phase that is closed after its handle is gone.
//! Class: phase kept open for too long.
//! Next: on which allocator can I open a phase that I return? "Take `alloc: &SmartAlloc` from the caller, and open the phase on it"

use framealloc::{PhaseGuard, SmartAlloc};

fn measure<'a>() -> PhaseGuard<'a> {
    let alloc = SmartAlloc::default();
    alloc.phase("culling")
}

fn main() {}
