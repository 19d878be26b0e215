//! FA102: a constant budget of 0 is found in a generic system too, called or not.

use framealloc::{SmartAlloc, budget, frame_system};

const NOTHING: usize = 0;

#[frame_system]
#[budget(bytes = NOTHING)]
fn step<T: Copy>(alloc: &SmartAlloc, value: T) -> T {
    *alloc.frame_alloc(value)
}

fn main() {}
