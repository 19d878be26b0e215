//! FA104: a misspelt budget is the one mistake, and the loop it was written for is none.

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kbs = 64)]
fn step(alloc: &SmartAlloc) -> u32 {
    loop {
        if *alloc.frame_alloc(1) == 1 {
            return 1;
        }
    }
}

fn main() {}
