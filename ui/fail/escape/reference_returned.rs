//! FA601: a reference returned from the system whose arena holds it.
//! Class: returned from the system.
//! Next: how do I return `best` to the caller? "To get a value out, copy it (`*value`"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn nearest<'a>(alloc: &'a SmartAlloc, bodies: &[u32]) -> &'a u32 {
    let best = alloc.frame_alloc(bodies[0]);
    for body in bodies {
        *best = (*best).min(*body);
    }
    best
}

fn main() {}
