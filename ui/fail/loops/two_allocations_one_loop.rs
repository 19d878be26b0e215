//! FA301: several allocations in nested `loop`s are one mistake, told once.
//! Class: an endless loop around or within another loop.
//! Next: can I limit both allocations at once? "add `#[budget(kb = ..)]` to the system"

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
