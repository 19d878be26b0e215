//! FA601: the allocator replaced by a new one under a value of its frame.
//! Class: allocator moved or replaced under a value.
//! Next: why may I not put a new allocator into `*alloc` here? "which would free the value's memory"

use framealloc::SmartAlloc;

fn restart(alloc: &mut SmartAlloc) -> u32 {
    let score = alloc.frame_alloc(7u32);
    *alloc = SmartAlloc::default();
    *score
}

fn main() {}
