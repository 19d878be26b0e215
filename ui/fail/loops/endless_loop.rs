//! FA301: every round of a `loop` allocates, and nothing limits it.
//! Class: every round of an endless loop allocates.
//! Next: my loop does end, so how do I say how much it takes at most? "add `#[budget(kb = ..)]` to the system"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc, mut error: u32) -> u32 {
    loop {
        let step = alloc.frame_alloc(3);
        if error < *step {
            return error;
        }
        error -= *step;
    }
}

fn main() {}
