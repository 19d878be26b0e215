//! FA301: several allocations in nested `loop`s are one mistake, told once.

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc) -> u32 {
    loop {
        let first = *alloc.frame_alloc(1u32);
        loop {
            if first + *alloc.frame_alloc(2) > 2 {
                return 1;
            }
        }
    }
}

fn main() {}
