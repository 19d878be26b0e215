//! FA103: a scope taken by value ends with the function, so nothing in it can live for the frame.

use framealloc::{Scope, frame_system};

#[frame_system(lifetime = frame)]
fn step(scratch: Scope<'_>) -> u32 {
    *scratch.frame_alloc(1)
}

fn main() {}
