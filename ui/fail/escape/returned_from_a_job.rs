//! FA601: a job returns what it made in the arena that it gives back.
//! Class: used after its scope has closed.
//! Next: how does the number get out of the job? "Return a copy from the closure"

use framealloc::{FrameLease, SmartAlloc};

fn map_init<T, R>(init: impl Fn() -> T, work: impl Fn(&mut T) -> R) -> R {
    work(&mut init())
}

fn frame(alloc: &SmartAlloc) -> u32 {
    let leases = alloc.leases();
    *map_init(|| leases.take(), |arena: &mut FrameLease<'_>| arena.frame_alloc(7u32))
}

fn main() {}
