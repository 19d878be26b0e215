//! FA601: the allocator replaced by a new one under a value of its frame.

use framealloc::SmartAlloc;

fn restart(alloc: &mut SmartAlloc) -> u32 {
    let score = alloc.frame_alloc(7u32);
    *alloc = SmartAlloc::default();
    *score
}

fn main() {}
