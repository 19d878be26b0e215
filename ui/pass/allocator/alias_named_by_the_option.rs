//! FA101 must not be raised: `alloc = memory` names the parameter whose type the attribute does not know.

use framealloc::{AllocConfig, SmartAlloc, frame_system};

type Memory = SmartAlloc;

#[frame_system(alloc = memory)]
fn count(memory: &Memory) -> u32 {
    *memory.frame_alloc(1)
}

fn main() {
    assert_eq!(count(&Memory::new(AllocConfig::default())), 1);
}
