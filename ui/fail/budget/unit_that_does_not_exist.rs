//! FA104: gigabytes are no unit of a budget.
//! Class: an unknown unit.
//! Next: how do I write a gigabyte without `gb`? "write it in megabytes: `mb = 1024` is a gigabyte"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(gb = 1)]
fn step(alloc: &SmartAlloc) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
