//! FA102: a budget in two units, of which one could count.
//! Class: the same thing said twice.
//! Next: I want a megabyte and a half, so how do I say that in one number? "in the smaller one, as in `kb = 1024 + 512`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(mb = 1, kb = 512)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
