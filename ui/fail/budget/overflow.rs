//! FA102: more bytes than there are addresses.
//! Class: a budget larger than any memory.
//! Next: how many bytes may it be at most? "the largest budget is 9223372036854775807 bytes"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(mb = 99_999_999_999_999)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
