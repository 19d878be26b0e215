//! FA302: the allocation is in a closure inside a branch, which is part of the system.
//! Class: one allocation larger than the whole budget.
//! Next: whose budget does the closure use up? "the whole budget of system `step`, 1 KiB"

use framealloc::{SmartAlloc, budget, frame_system};

#[frame_system]
#[budget(kb = 1)]
fn step(alloc: &SmartAlloc) -> usize {
    if alloc.is_in_frame() { (|| alloc.frame_box::<[u64; 1024]>([7; 1024]).len())() } else { 0 }
}

fn main() {}
