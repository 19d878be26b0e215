//! FA101: the allocator's type has another name, which an attribute cannot look through.
//! Class: the allocator is hidden inside another parameter or type.
//! Next: `memory` is an allocator by another name, so how do I tell the attribute? "write `#[frame_system(alloc = memory)]`"

use framealloc::{SmartAlloc, frame_system};

type Memory = SmartAlloc;

#[frame_system]
fn count(memory: &Memory) -> u32 {
    *memory.frame_alloc(1)
}

fn main() {}
