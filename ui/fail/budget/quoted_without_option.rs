//! FA102: the whole budget is one string.
//! Class: a number without its unit.
//! Next: how do I write 64 kilobytes without the quotes? "write it as `#[budget(kb = 64)]`"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget("64 kb")]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
