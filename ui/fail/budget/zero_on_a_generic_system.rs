//! FA102: a constant budget of 0 is found in a generic system too, called or not.
//! Class: a budget of zero or less.
//! Next: what is wrong with a constant of 0 bytes? "leaves nothing to allocate"

use framealloc::{SmartAlloc, budget, frame_system};

const NOTHING: usize = 0;

#[frame_system]
#[budget(bytes = NOTHING)]
fn step<T: Copy>(alloc: &SmartAlloc, value: T) -> T {
    *alloc.frame_alloc(value)
}

fn main() {}
