//! FA103: the attribute on a closure, which is no function item.

use framealloc::{SmartAlloc, frame_system};

fn run(alloc: &SmartAlloc) -> u32 {
    #[frame_system]
    let step = |alloc: &SmartAlloc| *alloc.frame_alloc(1);
    step(alloc)
}

fn main() {}
