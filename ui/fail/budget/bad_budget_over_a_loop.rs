//! FA104: a misspelt budget is the one mistake, and the loop it was written for is none.
//! Class: an unknown unit.
//! Next: which options are there, if `kbs` is none? "The options are `kb`, `mb`, `bytes`, `policy`"

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
