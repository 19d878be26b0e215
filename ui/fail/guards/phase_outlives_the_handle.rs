//! FA601: a phase that is closed after its handle is gone.

use framealloc::{PhaseGuard, SmartAlloc};

fn measure<'a>() -> PhaseGuard<'a> {
    let alloc = SmartAlloc::default();
    alloc.phase("culling")
}

fn main() {}
