//! FA301: another name for the allocator, and a closure around the allocation.
//! Class: an allocation in a loop that does not look like one.
//! Next: where do I say how much the closure may take? "add `#[budget(kb = ..)]` to the system"

use framealloc::{SmartAlloc, frame_system};

#[frame_system]
fn relax(alloc: &SmartAlloc) -> u32 {
    let memory = alloc;
    loop {
        let step = || *memory.frame_alloc(3);
        if step() > 2 {
            return 1;
        }
    }
}

fn main() {}
