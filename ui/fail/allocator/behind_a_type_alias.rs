//! FA101: the allocator's type has another name, which an attribute cannot look through.

use framealloc::{SmartAlloc, frame_system};

type Memory = SmartAlloc;

#[frame_system]
fn count(memory: &Memory) -> u32 {
    *memory.frame_alloc(1)
}

fn main() {}
