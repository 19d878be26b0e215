//! FA301: every round of a `loop` allocates, and nothing limits it.

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
