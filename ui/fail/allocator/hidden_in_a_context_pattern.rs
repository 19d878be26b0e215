//! FA101: the parameter is a context, and its pattern takes the allocator out.

use framealloc::{SmartAlloc, frame_system};

struct Ctx<'a> {
    alloc: &'a SmartAlloc,
}

#[frame_system]
fn count(Ctx { alloc }: Ctx<'_>) -> u32 {
    *alloc.frame_alloc(1)
}

fn main() {}
